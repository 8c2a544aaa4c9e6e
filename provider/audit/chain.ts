import { hash } from 'node:crypto'
import { canonical, type Json } from './canonical.ts'

/**
 * A chain is a file of JSON lines: one line for each entry, and a seal as the last line.
 *
 *     {"hash":"<sha256 of what follows>","entry":{...},"n":1,"previous":"<hash of the line before>"}
 *     {"entries":1,"head":"<hash of the last line>"}
 *
 * The hash covers the bytes of its own line, so no change of a byte stays unseen. `previous` links a line to the one
 * before, `n` shows which line is missing, and the seal shows where the chain ends. Somebody who can write a whole new
 * chain is not stopped by the hashes, but by where the chain is kept (docs/audit.md).
 */
const FIRST = '0'.repeat(64)

const BEFORE_HASH = '{"hash":"'
const AFTER_HASH = '",'
/** Offset of the first hashed byte. */
export const HASHED_FROM = BEFORE_HASH.length + FIRST.length + AFTER_HASH.length

/** The fields of a chain's line. */
export type Link = { readonly hash: string; readonly n: number; readonly previous: string }

/** The number of entries in a chain, and the hash of the last. */
export type Head = { readonly entries: number; readonly head: string }

export const EMPTY: Head = { entries: 0, head: FIRST }

/** The lines of entries after `head`, without a seal, and the new head. */
export function linesOf(
  entries: readonly Json[],
  { entries: count, head }: Head,
): Head & { readonly text: string } {
  let previous = head
  const lines = entries.map((entry, index) => {
    const hashed = `${canonical({ entry, n: count + index + 1, previous }).slice(1)}\n`
    previous = hashOf(Buffer.from(hashed.slice(0, -1)))
    return `${BEFORE_HASH}${previous}${AFTER_HASH}${hashed}`
  })
  return { text: lines.join(''), entries: count + entries.length, head: previous }
}

export function sealOf({ entries, head }: Head): string {
  return `${canonical({ entries, head })}\n`
}

export function hashOf(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex')
}

const FORM = /^\{"hash":"([0-9a-f]{64})","entry":/
const TAIL = /,"n":([1-9]\d{0,14}),"previous":"([0-9a-f]{64})"\}$/
/** Bytes at the end of a line that hold `n` and `previous`. */
const TAIL_BYTES = 110

/** Parses a line as a link; undefined for another form. The caller verifies the hash. */
export function linkIn(line: Buffer): Link | undefined {
  const head = FORM.exec(line.toString('latin1', 0, HASHED_FROM + '"entry":'.length))
  const tail = TAIL.exec(line.toString('latin1', Math.max(0, line.length - TAIL_BYTES)))
  if (head?.[1] === undefined || tail?.[1] === undefined || tail[2] === undefined) return undefined
  return { hash: head[1], n: Number(tail[1]), previous: tail[2] }
}

/** Parses a line as a seal; undefined for another form. */
export function sealIn(line: Buffer): Head | undefined {
  const match = /^\{"entries":(\d{1,15}),"head":"([0-9a-f]{64})"\}$/.exec(line.toString('latin1'))
  return match?.[2] === undefined ? undefined : { entries: Number(match[1]), head: match[2] }
}
