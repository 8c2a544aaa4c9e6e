import { type Command, InvalidArgumentError } from 'commander'
import type { Overrides } from '../../plan/guard/limits.ts'

/** The guard's overrides as options. Each names an exact number, so that it fits one plan only. */
const ALLOW: Readonly<Record<keyof Overrides, string>> = {
  removals: 'grants that one plan may take away',
  raises: 'people that one plan may raise',
  admins: 'people that one plan may give control',
  emptied: 'assets that one plan may leave without anybody of ours',
  replaced: 'people of a team that one plan may replace as a whole',
  clients: 'clients that one run may change',
}

const NAMES = Object.keys(ALLOW) as (keyof Overrides)[]

/** The options of `withAllowOptions` as commander parses them. */
export type AllowOptions = { readonly [K in keyof Overrides as `allow${Capitalize<K>}`]?: number }

export function withAllowOptions(command: Command): Command {
  return NAMES.reduce(
    (one, name) => one.option(`--allow-${name} <number>`, `exactly so many ${ALLOW[name]}`, wholeNumber),
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
