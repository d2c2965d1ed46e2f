/** What a visitor has chosen for this browser; everything is off until then. */
export type Preference = 'sound' | 'notices';

const PREFIX = 'agent-chat/';
/** Where the browser keeps nothing (blocked storage), a choice holds for the page. */
const chosen = new Map<Preference, boolean>();

export function prefers(name: Preference): boolean {
  try {
    return chosen.get(name) ?? localStorage.getItem(PREFIX + name) === 'on';
  } catch {
    return false;
  }
}

export function setPreference(name: Preference, on: boolean): void {
  try {
    if (on) localStorage.setItem(PREFIX + name, 'on');
    else localStorage.removeItem(PREFIX + name);
    chosen.delete(name);
  } catch {
    chosen.set(name, on);
  }
}
