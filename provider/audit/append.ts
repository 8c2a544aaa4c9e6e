import { EMPTY, linesOf, sealOf, type Head } from './chain.ts'
import { idOf, type AuditEntry } from './entry.ts'
import { verify, type Broken } from './verify.ts'

export type Appended = Head & { readonly bytes: Buffer; readonly added: number }

/**
 * Adds to a chain the final entries that it lacks; an entry is final once it is applied. Nothing is added to a broken
 * chain. Without a chain a new one begins.
 */
export function appended(
  chain: Buffer | undefined,
  entries: readonly AuditEntry[],
): Appended | { readonly broken: Broken } {
  const before = chain === undefined ? EMPTY : verify(chain)
  if ('broken' in before) return before
  return extended(chain, before, entries)
}

/** The same for a chain that verified; `before` is its head. */
export function extended(chain: Buffer | undefined, before: Head, entries: readonly AuditEntry[]): Appended {
  const known = idsIn(chain)
  const fresh = entries.filter((entry) => entry.applied !== null && !known.has(idOf(entry)))
  const { text, ...head } = linesOf(fresh, before)
  const old = chain?.subarray(0, chain.length - sealOf(before).length) ?? Buffer.alloc(0)
  return { ...head, added: fresh.length, bytes: Buffer.concat([old, Buffer.from(text + sealOf(head))]) }
}

/** The entries of a chain that verified. */
export function entriesIn(chain: Buffer): AuditEntry[] {
  return chain
    .toString('utf8')
    .split('\n')
    .filter((line) => line.startsWith('{"hash"'))
    .map((line) => (JSON.parse(line) as { entry: AuditEntry }).entry)
}

function idsIn(chain: Buffer | undefined): ReadonlySet<string> {
  return new Set(chain === undefined ? [] : entriesIn(chain).map(idOf))
}
