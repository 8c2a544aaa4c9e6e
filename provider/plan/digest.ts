import { createHash } from 'node:crypto'
import type { Change, Held } from './change.ts'

/** Characters of a digest that people see and may type; the whole is 64. */
export const SHORT_DIGEST = 12

/**
 * A digest over the changes of a stack, before -> after: the same for the same changes in whatever order, another one as
 * soon as anything that a reviewer approves differs. What waits and what is only recorded is no part of it.
 */
export function digestOf(stack: string, changes: readonly Change[]): string {
  const lines = changes.map(lineOf).sort()
  return createHash('sha256')
    .update(JSON.stringify([stack, lines]))
    .digest('hex')
}

/** Whether a digest as typed names this one; a short form is enough. */
export function isDigestOf(typed: string, digest: string): boolean {
  return typed.length >= SHORT_DIGEST && digest.startsWith(typed.toLowerCase())
}

function lineOf({ verb, asset, subject, before, after, because }: Change): string {
  const who = 'partner' in subject ? ['partner', subject.partner] : ['principal', subject.principal]
  const reasons = because.map((reason) =>
    JSON.stringify(
      'function' in reason ? [reason.function] : [reason.exception, reason.ticket, reason.until],
    ),
  )
  return JSON.stringify([asset.kind, asset.id, who, verb, tasksOf(before), tasksOf(after), reasons.sort()])
}

function tasksOf(held: Held | undefined): string[] | null {
  return held === undefined ? null : [...held.tasks].sort()
}
