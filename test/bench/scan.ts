import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { startEmulator } from '../../provider/emulator/index.ts'
import { largeAgency } from '../support/large-agency.ts'
import { writeFiles } from '../support/large-client.ts'
import { column, ratioOf, run, secondsText, timeInTurn, type Command } from './turns.ts'

const SIZE = { clients: 200, assetsPerClient: 8, people: 100 }
const LATENCIES = [0, 80]
const TARGET = { requests: 150, seconds: 10 }
/** As many as a scan has under way where it can ask for everything at once. */
const AT_ONCE = 6

/** A scan of a whole agency that is in order, against as many bare GETs on the same transport. */
export async function benchScan(runs: number): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'metagrant-bench-'))
  const agency = largeAgency(SIZE)
  await writeFiles(root, agency.files)
  const rows: string[] = []
  for (const latencyMs of LATENCIES) rows.push(await measure(agency.estate, root, latencyMs, runs))
  await rm(root, { recursive: true })
  return `## A scan of ${SIZE.clients} clients, ${agency.estate.assets.length} assets and ${agency.assignments} assignments

\`metagrant scan\` as a whole process, on the limited access tier (300 calls an hour). "Requests" counts operations, each
operation of a batch by itself. The target is at most ${TARGET.requests} requests, and ${TARGET.seconds} s with latency. The floor is a process that
sends the same number of bare GETs on the same transport, one after another or ${AT_ONCE} at a time. A scan sends most of its
requests in batches, so it may be faster than the floor.

| latency of a request | scan | requests | throttled | GETs in sequence | ${AT_ONCE} at a time | ratio to these |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`
}

type Estate = ReturnType<typeof largeAgency>['estate']

async function measure(estate: Estate, root: string, latencyMs: number, runs: number): Promise<string> {
  const limited = { ...estate, app: { ...estate.app, tier: 'limited' as const } }
  // Each run would be throttled by the ones before it, so an hour passes between them at Meta's side.
  let hours = 0
  await using emulator = await startEmulator({
    estate: limited,
    latencyMs,
    now: () => Date.now() + hours * 3_600_000,
  })
  const env = { ...process.env, META_GRAPH_URL: emulator.url, META_AGENCY_TOKEN: emulator.tokens['agency'] }
  const script = (file: string, args: readonly string[]): Command => ({
    args: [join(REPOSITORY, file), ...args],
    cwd: root,
    env,
    exit: 0,
  })
  const scan = script('provider/bin.mjs', ['scan'])
  await run(scan)
  const { requests } = emulator.requests.counts()
  const throttled = emulator.requests.entries.filter(({ status }) => status !== 200).length
  const floor = (atOnce: number) =>
    script('test/bench/floor-scan.ts', [String(requests), String(atOnce), 'me'])
  const letAnHourPass = (): void => {
    hours += 2
  }
  letAnHourPass()
  const sequence = await run(floor(1))
  const turns = await timeInTurn(runs, [scan, floor(AT_ONCE)], letAnHourPass)
  const columns = [
    `${latencyMs} ms`,
    secondsText(column(turns, 0)),
    requests,
    throttled,
    secondsText([sequence]),
    secondsText(column(turns, 1)),
    `**${ratioOf(turns, 0, 1).toFixed(2)}**`,
  ]
  return `| ${columns.join(' | ')} |`
}
