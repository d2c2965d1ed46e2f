/** Hands a file to the visitor's downloads. Nothing is navigated to, so the page's content security policy has no say in it. */
export function saveFile(name: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Firefox begins to read it a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** `conversation-2026-11-25.txt`, by the visitor's own calendar. */
export function datedName(name: string, ending: string): string {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${name}-${parts.join('-')}.${ending}`;
}
