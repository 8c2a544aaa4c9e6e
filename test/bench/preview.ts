import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makePlayFolder } from '../../provider/cli/demo/folder.ts'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { startEmulator } from '../../provider/emulator/index.ts'
import { largeClient, writeFiles } from '../support/large-client.ts'
import { column, ratioOf, run, secondsText, timeInTurn, type Command } from './turns.ts'

const ASSETS = 100
const PEOPLE = 10
const TARGET = 0.4
const LATENCIES = [0, 80]

/** A state of its own below the play folder: the floor's stack has the client's name. */
const FLOOR_STATE = 'floor-state'

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

"Floor" is the same stack with the same inputs and the same policy pack on the same engine, with resources that do nothing.
The target for the ratio is at most ${TARGET}: a preview needs no engine (decisions "A plan needs no engine"). "Bare floor" is the
floor without the pack. With latency, a preview also waits for Meta, which the floor does not. "Requests" counts the
operations of one preview, each operation of a batch by itself. "Apply" is the first apply, which writes all assignments.

| latency of a request | preview | floor | ratio | bare floor | ratio to it | requests | apply | writes |
|---|---|---|---|---|---|---|---|---|
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
  const floor = (command: string, state: string, ...pack: readonly string[]) =>
    script('test/bench/floor.ts', [play.root, `file://${join(play.root, state)}`, command, ...pack])
  const preview = script('provider/bin.mjs', ['preview', 'large'])
  const applied = await run(script('provider/bin.mjs', ['apply', 'large']))
  const { writes } = emulator.requests.counts()
  await mkdir(join(play.root, FLOOR_STATE))
  await run(floor('up', FLOOR_STATE))
  emulator.requests.clear()
  await run(preview)
  const { requests } = emulator.requests.counts()
  const turns = await timeInTurn(runs, [
    preview,
    floor('preview', FLOOR_STATE, join(REPOSITORY, 'policies')),
    floor('preview', FLOOR_STATE),
  ])
  const [ours, packed, bare] = [column(turns, 0), column(turns, 1), column(turns, 2)]
  const columns = [
    `${latencyMs} ms`,
    secondsText(ours),
    secondsText(packed),
    `**${ratioOf(turns, 0, 1).toFixed(2)}**`,
    secondsText(bare),
    ratioOf(turns, 0, 2).toFixed(2),
    requests,
    secondsText([applied]),
    writes,
  ]
  return `| ${columns.join(' | ')} |`
}
