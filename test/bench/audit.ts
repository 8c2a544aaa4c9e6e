import { createHash } from 'node:crypto'
import { appended } from '../../provider/audit/append.ts'
import { verify } from '../../provider/audit/verify.ts'
import { entries } from '../provider/audit/support.ts'
import { median, secondsText } from './turns.ts'

const ENTRIES = 100_000
const TARGET_SECONDS = 5

/** Verifying a chain of audit entries, against hashing the same bytes once. */
export function benchAudit(runs: number): string {
  const chain = appended(undefined, entries(ENTRIES))
  if ('broken' in chain) throw new Error('Cannot begin a chain')
  const { bytes } = chain
  const pairs = Array.from({ length: runs + 1 }, () => ({
    ours: timed(() => verify(bytes)),
    floor: timed(() => createHash('sha256').update(bytes).digest('hex')),
  })).slice(1)
  const ours = pairs.map((pair) => pair.ours)
  const ratio = median(pairs.map((pair) => pair.ours / pair.floor))
  return `## Verifying ${ENTRIES} audit entries

The work of \`metagrant audit --verify\` on ${Math.round(bytes.length / 1e6)} MB that are in memory, compared with one SHA-256 over the same bytes. The target is
at most ${TARGET_SECONDS} s.

| verify | slowest of ${runs} | bare SHA-256 | ratio |
|---|---|---|---|
| **${secondsText(ours)}** | ${secondsText([Math.max(...ours)])} | ${secondsText(pairs.map((pair) => pair.floor))} | ${ratio.toFixed(2)} |
`
}

function timed(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
