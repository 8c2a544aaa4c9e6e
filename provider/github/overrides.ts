import type { Overrides } from '../plan/guard/limits.ts'

/** `Allow-removals: 12` on a line of its own, at the end of a commit's message as a trailer is. */
const TRAILER = /^Allow-([a-z]+): *(\d{1,6})$/i

/** What a workflow may be allowed beyond the guard's limits. */
const NAMES = [
  'removals',
  'raises',
  'admins',
  'emptied',
  'replaced',
  'clients',
] as const satisfies readonly (keyof Overrides)[]

/**
 * The guard's overrides as a pull request names them: trailers of its commits. They are part of the head that is reviewed,
 * so nobody can add one after the approval, as a description or a label could be. The last one of a name counts.
 */
export function overridesInMessages(messages: readonly string[]): Overrides {
  const found = messages.flatMap((message) => trailersOf(message))
  return Object.fromEntries(found)
}

function trailersOf(message: string): [keyof Overrides, number][] {
  const last =
    message
      .trimEnd()
      .split(/\n\s*\n/)
      .at(-1) ?? ''
  return last.split('\n').flatMap((line) => {
    const [, word = '', number = ''] = TRAILER.exec(line.trim()) ?? []
    const name = NAMES.find((one) => one === word.toLowerCase())
    return name === undefined ? [] : [[name, Number(number)]]
  })
}
