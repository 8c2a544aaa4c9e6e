import { EMPTY, hashOf, HASHED_FROM, linkIn, sealIn, sealOf, type Head, type Link } from './chain.ts'

/** The first fault: its entry (counted from 1; the seal counts as the one after the last) and its line. */
export type Broken = {
  readonly fault: 'edited' | 'missing' | 'moved' | 'truncated'
  readonly entry: number
  readonly line: number
}

export type Verified = Head | { readonly broken: Broken }

const LINE_FEED = 10

/**
 * Verifies a chain from its first byte to its last and names the first entry that is edited, missing, moved or
 * truncated. It reads the bytes once and parses no JSON, so it takes little longer than the hashing itself.
 */
export function verify(chain: Buffer): Verified {
  let head = EMPTY
  let at = 0
  for (;;) {
    const end = chain.indexOf(LINE_FEED, at)
    const line = head.entries + 1
    if (end === -1)
      return broken(at === chain.length ? 'truncated' : cutOrEdited(chain.subarray(at)), line, line)
    const bytes = chain.subarray(at, end)
    const link = linkIn(bytes)
    if (link === undefined) return sealed(chain, bytes, end + 1, head)
    if (hashOf(bytes.subarray(HASHED_FROM)) !== link.hash) return broken('edited', line, line)
    if (link.n !== line || link.previous !== head.head) return displaced(chain, end + 1, link, line)
    head = { entries: line, head: link.hash }
    at = end + 1
  }
}

/** Verifies the end of the entries: the seal of exactly this chain, and nothing after it. */
function sealed(chain: Buffer, bytes: Buffer, end: number, head: Head): Verified {
  const line = head.entries + 1
  const seal = sealIn(bytes)
  if (seal === undefined) return broken('edited', line, line)
  if (seal.entries > head.entries) return broken('missing', line, line)
  // Compares bytes: "02" parses as 2 too, but is not what was written.
  if (`${bytes.toString('latin1')}\n` !== sealOf(head)) return broken('edited', line, line)
  if (end === chain.length) return head
  const behind = chain.subarray(end, lineEnd(chain, end))
  return broken(linkIn(behind) === undefined ? 'edited' : 'moved', line + 1, line + 1)
}

/** The fault of a valid line that does not belong here: is the wanted one moved or missing? */
function displaced(chain: Buffer, from: number, link: Link, wanted: number): Verified {
  if (link.n < wanted) return broken('moved', link.n, wanted)
  if (link.n === wanted) return broken('edited', wanted, wanted)
  for (let at = from; at < chain.length; at = lineEnd(chain, at) + 1) {
    if (linkIn(chain.subarray(at, lineEnd(chain, at)))?.n === wanted) return broken('moved', wanted, wanted)
  }
  return broken('missing', wanted, wanted)
}

/** A last line without its line break is truncated, unless only the break is missing. */
function cutOrEdited(rest: Buffer): Broken['fault'] {
  return linkIn(rest) === undefined && sealIn(rest) === undefined ? 'truncated' : 'edited'
}

function lineEnd(chain: Buffer, from: number): number {
  const end = chain.indexOf(LINE_FEED, from)
  return end === -1 ? chain.length : end
}

function broken(fault: Broken['fault'], entry: number, line: number): Verified {
  return { broken: { fault, entry, line } }
}
