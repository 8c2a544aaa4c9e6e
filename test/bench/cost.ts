import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { REPOSITORY } from '../../provider/setup/repository.ts'
import { startEmulator, type Emulator } from '../../provider/emulator/index.ts'
import { largeAgency } from '../support/large-agency.ts'
import { writeFiles } from '../support/large-client.ts'
import { writeKeptFiles } from './kept-files.ts'
import { run } from './turns.ts'

const CLIENTS = [25, 100, 200, 500, 1000, 2000]
const ASSETS = 8
const PEAK = join(REPOSITORY, 'test/bench/peak.ts')

/** What each command costs as the number of clients grows: a line that bends upwards would end somewhere. */
export async function benchCost(): Promise<string> {
  const rows: string[] = []
  for (const clients of CLIENTS) rows.push(await measure(clients))
  return `## Cost against the number of clients

Whole processes, once each, without latency: seconds, peak memory, requests. Each client has ${ASSETS} assets and about 35
assignments. "No change" finds nothing to do. "Function changed" plans a change of one line in functions.yaml that touches
every client.

| clients | check | scan | preview --all, no change | preview --all, function changed |
|---|---|---|---|---|
${rows.join('\n')}
`
}

async function measure(clients: number): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'metagrant-bench-'))
  const agency = largeAgency({ clients, assetsPerClient: ASSETS, people: 100 })
  await writeFiles(root, agency.files)
  await writeKeptFiles(root, new Date().toISOString().slice(0, 10))
  await using emulator = await startEmulator({ estate: agency.estate })
  const cells = [
    await costOf(['check'], root, emulator),
    await costOf(['scan'], root, emulator),
    await costOf(['preview', '--all'], root, emulator),
  ]
  const path = join(root, 'access/functions.yaml')
  await writeFile(path, (await readFile(path, 'utf8')).replace(/ad_account: \w+/, 'ad_account: analyst'))
  cells.push(await costOf(['preview', '--all'], root, emulator))
  await rm(root, { recursive: true })
  return `| ${[clients, ...cells].join(' | ')} |`
}

async function costOf(args: readonly string[], root: string, emulator: Emulator): Promise<string> {
  const peakFile = join(root, 'peak')
  emulator.requests.clear()
  const ms = await run({
    args: ['--import', PEAK, join(REPOSITORY, 'provider/bin.mjs'), ...args],
    cwd: root,
    env: {
      ...process.env,
      META_GRAPH_URL: emulator.url,
      META_AGENCY_TOKEN: emulator.tokens['agency'],
      BENCH_PEAK_FILE: peakFile,
    },
    exit: undefined,
  })
  const megabytes = Math.round(Number(await readFile(peakFile, 'utf8')) / 1000)
  const { requests } = emulator.requests.counts()
  return `${(ms / 1000).toFixed(1)} s, ${megabytes} MB${requests === 0 ? '' : `, ${requests} requests`}`
}
