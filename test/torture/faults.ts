import { CODES } from '../provider/graph/codes.ts'
import { faultTable } from '../provider/scan/fault-table.ts'
import { changedWorld, outcomeOf, readEdges } from '../provider/scan/faulty.ts'
import type { Proof } from './proof.ts'

/** Worlds that together hold every way of working with a client and every read. */
const SEEDS = [109, 5]

/** Every error code of the reference at every read of a scan. */
export async function tortureFaults(): Promise<Proof> {
  const rows: string[] = []
  const wrong: string[] = []
  for (const seed of SEEDS) {
    const changed = await changedWorld(seed, 40)
    const reads = await readEdges(changed)
    const table = await faultTable(
      changed,
      reads,
      CODES.map((code) => [code.kind, outcomeOf(code)] as const),
    )
    const faults = [...table].flatMap(([name, found]) => found.map((one) => `world ${seed}, ${name}: ${one}`))
    wrong.push(...faults)
    rows.push(
      `| ${seed} | ${reads.length} | ${CODES.length} | ${reads.length * CODES.length} | **${faults.length}** |`,
    )
    process.stderr.write(`${reads.length} reads of world ${seed} with ${CODES.length} codes\n`)
  }
  const text = `## Scan: every error code of Meta's at every read

A scan is wrong if it reports something as missing or removed that exists, if it writes anything, or if it leaves out what the
failed read does not concern. Only three failures stop a scan: our own members cannot be read, our token has expired, or Meta has blocked it: then nothing
more is asked with it.

| world | reads | codes | scans | wrong |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
${wrong
  .slice(0, 20)
  .map((line) => `\n    ${line}`)
  .join('')}`
  return { text, holds: wrong.length === 0 }
}
