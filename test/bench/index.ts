import { execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { makePlayFolder } from '../../provider/cli/demo/folder.ts'
import { REPOSITORY } from '../../provider/cli/repository.ts'
import { startEmulator } from '../../provider/emulator/index.ts'
import { ENGINE_VERSION } from '../../provider/setup/engine.ts'
import { largeClient, writeFiles } from '../support/large-client.ts'
import { median, run, timePairs, type Command } from './pairs.ts'

// `npm run bench`: a no-op preview of a client with 100 assets and 1,000 assignments, against the same stack with
// resources that do nothing. Figures are ratios within one run; docs/bench.md keeps the last one.

const ASSETS = 100
const PEOPLE = 10
const RUNS = 7
const TARGET = 1.25
const LATENCIES = [0, 80]

const access = await mkdtemp(join(tmpdir(), 'metagrant-bench-'))
const { estate, files } = largeClient(ASSETS, PEOPLE)
await writeFiles(access, files)
const rows: string[] = []
for (const latencyMs of LATENCIES) rows.push(await measure(latencyMs))
await rm(access, { recursive: true })
await writeFile(join(REPOSITORY, 'docs/bench.md'), page(rows))
process.stdout.write(page(rows))

async function measure(latencyMs: number): Promise<string> {
  await using emulator = await startEmulator({ estate, latencyMs })
  await using play = await makePlayFolder(REPOSITORY, join(access, 'access'))
  const env = { ...process.env, META_GRAPH_URL: emulator.url, META_AGENCY_TOKEN: emulator.tokens['agency'] }
  const ours = (args: readonly string[], exit = 0): Command => ({
    args: ['provider/bin.mjs', ...args],
    cwd: play.root,
    env,
    exit,
  })
  const floor = (command: string): Command => ({
    args: [
      join(REPOSITORY, 'test/bench/floor.ts'),
      play.root,
      `file://${join(play.root, '.state')}`,
      command,
    ],
    cwd: play.root,
    env,
    exit: 0,
  })
  const applied = await run(ours(['apply', 'large']))
  const writes = emulator.requests.counts().writes
  await run(floor('up'))
  emulator.requests.clear()
  await run(ours(['preview', 'large']))
  const { requests } = emulator.requests.counts()
  const pairs = await timePairs(RUNS, ours(['preview', 'large']), floor('preview'))
  const ratio = median(pairs.map((pair) => pair.ours / pair.floor))
  const seconds = (values: readonly number[]): string => `${(median(values) / 1000).toFixed(2)} s`
  return `| ${latencyMs} ms | ${seconds(pairs.map((pair) => pair.ours))} | ${seconds(pairs.map((pair) => pair.floor))} | **${ratio.toFixed(2)}** | ${requests} | ${(applied / 1000).toFixed(1)} s | ${writes} |`
}

function page(lines: readonly string[]): string {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: REPOSITORY }).toString().trim()
  const date = new Date().toISOString().slice(0, 10)
  return `# Measured

\`npm run bench\`, ${date}, at ${commit}: Node ${process.versions.node}, Pulumi ${ENGINE_VERSION} on a file back end, ${cpus().length} cores.
Whole processes, medians of ${RUNS} pairs run in turn; the ratio is the median of the pairs' own ratios.

## A look at a client with ${ASSETS} assets and ${ASSETS * PEOPLE} assignments that finds nothing to do

"Floor" is the same stack with the same inputs on the same engine, by resources that do nothing. The target for the ratio
is at most ${TARGET} without latency. With latency, a look also waits for Meta; the requests are the operations that it
needs, each of a batch counted. "Apply" is the first apply, which writes all assignments.

| latency of a request | preview | floor | ratio | requests | apply | writes |
|---|---|---|---|---|---|---|
${lines.join('\n')}
`
}
