import { createHash } from 'node:crypto'
import type { Change, Held } from './change.ts'
import type { Move } from './move.ts'

/** Characters of a digest that people see and may type; the whole is 64. */
export const SHORT_DIGEST = 12

/**
 * The digest of a stack's changes, before -> after, and of the assets that move to it. Their order does not matter; any
 * difference in what a reviewer approves gives another digest. What waits is in it like a change; recorded
 * parts are not.
 */
export function digestOf(stack: string, changes: readonly Change[], moves: readonly Move[] = []): string {
  const lines = [...changes.map(lineOf), ...moves.map(moveLineOf)].sort()
  return createHash('sha256')
    .update(JSON.stringify([stack, lines]))
    .digest('hex')
}

/** Whether a typed digest, whole or short, names this one. */
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

function moveLineOf({ asset, from, to }: Move): string {
  return JSON.stringify([asset.kind, asset.id, 'moves', from, to])
}

function tasksOf(held: Held | undefined): string[] | null {
  return held === undefined ? null : [...held.tasks].sort()
}
