import { runWorld } from '../provider/scan/run.ts'
import type { Proof } from './proof.ts'

const FIRST_SEED = 1001
const WORLDS = 500
const MUTATIONS = 20

/** A scan after each of 10,000 random mutations of generated worlds, held against an independent oracle. */
export async function tortureScan(): Promise<Proof> {
  const counts = new Map<string, number>()
  const [missed, alarms]: [string[], string[]] = [[], []]
  for (let seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed += 1) {
    const world = await runWorld(seed, MUTATIONS)
    missed.push(...world.missed)
    alarms.push(...world.false)
    for (const [code, count] of world.findings) counts.set(code, (counts.get(code) ?? 0) + count)
    if ((seed - FIRST_SEED + 1) % 25 === 0)
      process.stderr.write(`${seed - FIRST_SEED + 1} of ${WORLDS} worlds\n`)
  }
  const expected = [...counts.values()].reduce((sum, one) => sum + one, 0) - alarms.length + missed.length
  const rows = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, count]) => `| \`${code}\` | ${count} |`)
  const text = `## Scan: ${WORLDS * MUTATIONS} mutations

${WORLDS} generated worlds (seeds ${FIRST_SEED} to ${FIRST_SEED + WORLDS - 1}). Each has three clients with different flows and a fourth that no file lists. In
each world people do ${MUTATIONS} things, by hand or with a client's token, and a whole scan follows each of them. In every second world
one listing has small pages, and in every fourth one listing answers 200 with nothing. The oracle
(\`test/provider/scan/oracle.ts\`) compares the estate's own data with what the files want.

| expected findings | missed | recall | false alarms |
| --- | --- | --- | --- |
| ${expected} | ${missed.length} | **${((100 * (expected - missed.length)) / expected).toFixed(2)} %** | **${alarms.length}** |

| code | findings |
| --- | --- |
${rows.join('\n')}
${[...missed, ...alarms]
  .slice(0, 20)
  .map((line) => `\n    ${line}`)
  .join('')}`
  return { text, holds: missed.length === 0 && alarms.length === 0 }
}
