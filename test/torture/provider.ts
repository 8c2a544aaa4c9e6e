import { inTurns } from '../../provider/inventory/in-turns.ts'
import { FAULT_KINDS } from '../provider/resources/fault-kinds.ts'
import { faultyRun } from '../provider/resources/faulty-run.ts'
import type { Proof } from './proof.ts'

const FIRST_SEED = 10_000
const SEEDS = 2000
/** Most of a run waits for a repeated request or for another look. */
const AT_ONCE = 40

/** Runs of the provider's handlers under every kind of fault, each held against the laws of `faulty-run.ts`. */
export async function tortureProvider(): Promise<Proof> {
  const seeds = Array.from({ length: SEEDS }, (_, index) => FIRST_SEED + index)
  let done = 0
  const runs = await inTurns(AT_ONCE, seeds, async (seed) => {
    const run = await faultyRun(seed)
    done += 1
    if (done % 100 === 0) process.stderr.write(`${done} of ${SEEDS} faulty runs\n`)
    return run
  })
  const broken = runs.flatMap((run) => run.broken.map((law) => `seed ${run.seed}, ${run.kind.name}: ${law}`))
  const rows = FAULT_KINDS.map(({ name }) => {
    const own = runs.filter((run) => run.kind.name === name)
    return `| ${name} | ${own.length} | ${own.flatMap((run) => run.broken).length} |`
  })
  const text = `## Provider: ${SEEDS} runs under ${FAULT_KINDS.length} kinds of fault

Each seed (${FIRST_SEED} to ${FIRST_SEED + SEEDS - 1}) makes a world with shares and people of ours here and there, what a file asks of up to five assets, and one
fault: at the first, second, third or every operation, on any edge. The provider's handlers run on it as the engine calls them,
without the engine. Then a run without the fault, then the end of all assets under the fault, and once more without. The laws:

- Nobody has access that neither the world had nor a file asks for. Nothing of another client or partner changes.
- What is not as the file asks is told: a failure, something pending, or unknown. What is called ended is ended.
- The next run without a fault ends as the file asks, and fails nowhere.
- Where an answer is lost, a share is asked for once. No token is in a state or a failure.

| runs | kinds | broken laws |
| --- | --- | --- |
| ${SEEDS} | ${FAULT_KINDS.length} | **${broken.length}** |

| kind | runs | broken |
| --- | --- | --- |
${rows.join('\n')}
${broken
  .slice(0, 20)
  .map((line) => `\n    ${line}`)
  .join('')}`
  return { text, holds: broken.length === 0 }
}
