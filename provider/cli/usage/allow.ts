import { type Command, InvalidArgumentError } from 'commander'
import type { Overrides } from '../../plan/guard/limits.ts'

/** The guard's overrides as options. Each names an exact number, so that it fits one plan only. */
const ALLOW: Readonly<Record<keyof Overrides, string>> = {
  removals: 'let one plan revoke exactly this many grants',
  raises: 'let one plan raise exactly this many people',
  admins: 'let one plan give control to exactly this many people',
  emptied: 'let one plan leave exactly this many assets without any of our people',
  replaced: 'let one plan replace a whole team of exactly this many people',
  clients: 'let one run change exactly this many clients',
}

const NAMES = Object.keys(ALLOW) as (keyof Overrides)[]

/** The options of `withAllowOptions` as commander parses them. */
export type AllowOptions = { readonly [K in keyof Overrides as `allow${Capitalize<K>}`]?: number }

export function withAllowOptions(command: Command): Command {
  return NAMES.reduce(
    (one, name) => one.option(`--allow-${name} <number>`, ALLOW[name], wholeNumber),
    command,
  )
}

export function overridesIn(options: AllowOptions): Overrides {
  const given = NAMES.map((name) => [name, Reflect.get(options, `allow${capital(name)}`)] as const)
  return Object.fromEntries(given.filter(([, value]) => value !== undefined))
}

/** Reads an option that is a count, a port or milliseconds. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,6}$/.test(text)) {
    throw new InvalidArgumentError(`It must be a whole number: current value is "${text}".`)
  }
  return Number(text)
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
