/** The keys that code may ask for, read by the compiler from the English files themselves: nothing is generated, and nothing reaches a browser. */
import type admin from './en/admin.json';
import type agent from './en/agent.json';
import type consultant from './en/consultant.json';
import type scenarios from './en/scenarios.json';
import type site from './en/site.json';
import type telegram from './en/telegram.json';
import type widget from './en/widget.json';
import type widgetMore from './en/widget-more.json';

/** A plural is asked for without its form: `left_one` and `left_other` by `left`. TypeScript finds only one ending at a time. */
type WithoutForm<Name extends string> = Name extends `${infer Base}_zero`
  ? Base
  : Name extends `${infer Base}_one`
    ? Base
    : Name extends `${infer Base}_two`
      ? Base
      : Name extends `${infer Base}_few`
        ? Base
        : Name extends `${infer Base}_many`
          ? Base
          : Name extends `${infer Base}_other`
            ? Base
            : Name;

/** `composer.send` of `{ "composer": { "send": "Send" } }` */
type Paths<Tree> = {
  [Name in keyof Tree & string]: Tree[Name] extends string ? WithoutForm<Name> : `${Name}.${Paths<Tree[Name]>}`;
}[keyof Tree & string];

export type AdminKey = Paths<typeof admin> | `error.${string}` | `channel.${string}`;
export type SiteKey = Paths<typeof site>;
export type WidgetKey = Paths<typeof widget> | Paths<typeof widgetMore> | WidgetOpenKey;

/** Groups whose names come from a server, which may be newer: there need not be a text. */
type WidgetOpenKey = `error.${string}` | `attach.error.${string}` | `channel.${string}`;

/** `home` and `email` of `contact.home` and `contact.email`, by `contact`. */
export type NameIn<Key extends string, Group extends string> = Key extends `${Group}.${infer Name}` ? Name : never;

/** With its namespace, as the server asks for it: `telegram:help`. */
export type WholeKey =
  | `agent:${Paths<typeof agent>}`
  | `consultant:${Paths<typeof consultant>}`
  | `scenarios:${Paths<typeof scenarios>}`
  | `telegram:${Paths<typeof telegram>}`
  | `agent:channels.${string}`;

/** Those of one namespace, without it: `help` of `telegram:help`. */
export type KeyIn<Namespace extends string, Key = WholeKey> = Key extends `${Namespace}:${infer Path}` ? Path : never;
