import type { Finding } from '../findings/finding.ts'
import type { Overrides } from '../plan/guard/limits.ts'

/** `Allow-removals: 12` on its own line, as a trailer at the end of a commit's message. */
const TRAILER = /^Allow-([a-z]+): *(\d{1,6})$/i

/** The refusals of the guard that a workflow may override, each with the limit that its trailer names. */
const OVERRIDDEN: Readonly<Record<string, keyof Overrides>> = {
  GUARD_ADMINS: 'admins',
  GUARD_RAISES: 'raises',
  GUARD_REMOVALS: 'removals',
  GUARD_EMPTIED: 'emptied',
  GUARD_TEAM_REPLACED: 'replaced',
  GUARD_CLIENTS: 'clients',
}

/** The trailers that let through what the guard refuses here, each once; nothing for a rule that nobody can override. */
export function trailersFor(findings: readonly Finding[]): string[] {
  const trailers = findings.flatMap(({ code, args }) => {
    const name = OVERRIDDEN[code]
    return name === undefined ? [] : [`Allow-${name}: ${String(args['count'])}`]
  })
  return [...new Set(trailers)]
}

/**
 * The guard's overrides in a pull request: trailers of its commits. They belong to the reviewed head, so nobody can add
 * one after the approval, as would be possible in a description or a label. The last one of a name counts.
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
    const name = Object.values(OVERRIDDEN).find((one) => one === word.toLowerCase())
    return name === undefined ? [] : [[name, Number(number)]]
  })
}
