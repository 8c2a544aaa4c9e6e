import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makePlayFolder } from '../../provider/cli/demo/folder.ts'
import { REPOSITORY } from '../../provider/cli/repository.ts'
import { startEmulator } from '../../provider/emulator/index.ts'
import { largeClient, writeFiles } from '../support/large-client.ts'
import { median, run, secondsText, timePairs, type Command } from './pairs.ts'

const ASSETS = 100
const PEOPLE = 10
const TARGET = 1.25
const LATENCIES = [0, 80]

/** A look at a large client that finds nothing to do, against the same stack with resources that do nothing. */
export async function benchPreview(runs: number): Promise<string> {
  const access = await mkdtemp(join(tmpdir(), 'metagrant-bench-'))
  const client = largeClient(ASSETS, PEOPLE)
  await writeFiles(access, client.files)
  const rows: string[] = []
  for (const latencyMs of LATENCIES)
    rows.push(await measure(client.estate, join(access, 'access'), latencyMs, runs))
  await rm(access, { recursive: true })
  return `## A look at a client with ${ASSETS} assets and ${ASSETS * PEOPLE} assignments that finds nothing to do

"Floor" is the same stack with the same inputs on the same engine, by resources that do nothing; the target for the ratio is
at most ${TARGET} without latency. With latency, a look also waits for Meta. "Requests" are the operations of one look, each of a
batch counted. "Apply" is the first apply, which writes all assignments.

| latency of a request | preview | floor | ratio | requests | apply | writes |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}

type Estate = ReturnType<typeof largeClient>['estate']

async function measure(estate: Estate, access: string, latencyMs: number, runs: number): Promise<string> {
  await using emulator = await startEmulator({ estate, latencyMs })
  await using play = await makePlayFolder(REPOSITORY, access)
  const env = { ...process.env, META_GRAPH_URL: emulator.url, META_AGENCY_TOKEN: emulator.tokens['agency'] }
  const script = (file: string, args: readonly string[]): Command => ({
    args: [join(REPOSITORY, file), ...args],
    cwd: play.root,
    env,
    exit: 0,
  })
  const state = `file://${join(play.root, '.state')}`
  const floor = (command: string) => script('test/bench/floor.ts', [play.root, state, command])
  const preview = script('provider/bin.mjs', ['preview', 'large'])
  const applied = await run(script('provider/bin.mjs', ['apply', 'large']))
  const { writes } = emulator.requests.counts()
  await run(floor('up'))
  emulator.requests.clear()
  await run(preview)
  const { requests } = emulator.requests.counts()
  const pairs = await timePairs(runs, preview, floor('preview'))
  const ratio = median(pairs.map((pair) => pair.ours / pair.floor))
  const columns = [
    `${latencyMs} ms`,
    secondsText(pairs.map((pair) => pair.ours)),
    secondsText(pairs.map((pair) => pair.floor)),
    `**${ratio.toFixed(2)}**`,
    requests,
    secondsText([applied]),
    writes,
  ]
  return `| ${columns.join(' | ')} |`
}
