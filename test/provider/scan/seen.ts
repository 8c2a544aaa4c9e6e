import { readScan } from '../../../provider/runs/read-scan.ts'
import type { Emulator } from '../../../provider/emulator/index.ts'
import { withOwnBreakers } from '../../../provider/graph/breakers.ts'
import type { Finding } from '../../../provider/findings/finding.ts'
import { buildModel } from '../../../provider/model/build.ts'
import { desiredAccess } from '../../../provider/model/desired.ts'
import { ASSET_KINDS, factsOf } from '../../../provider/model/kinds.ts'
import type { Model } from '../../../provider/model/model.ts'
import { scanEstate } from '../../../provider/scan/scan.ts'
import { NOW } from './mutate.ts'
import type { World } from './world-types.ts'

const TODAY = NOW.toISOString().slice(0, 10)

/** The model of a world's files, which are free of errors. */
export function modelOf({ files }: Pick<World, 'files'>): Model {
  const { model, findings } = buildModel(
    files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text) })),
    TODAY,
  )
  const errors = findings.filter(({ severity }) => severity === 'error')
  if (model === undefined || errors.length > 0)
    throw new Error(`Cannot use the files: ${JSON.stringify(errors)}`)
  return model
}

/** The scan could not look at all. */
export class ScanStopped extends Error {
  readonly codes: readonly string[]

  constructor(codes: readonly string[]) {
    super(`Cannot scan: ${codes.join(', ')}`)
    this.codes = codes
  }
}

/** All that a whole scan finds, as the command does it. */
export async function scanned(emulator: Pick<Emulator, 'url' | 'tokens'>, model: Model): Promise<Finding[]> {
  const clients = model.clients.map((client) => desiredAccess(model, client, TODAY))
  const selection = { model, clients, agency: true, slugs: [], findings: [], broken: [], policy: [] }
  const tokens = Object.entries(emulator.tokens).map(([name, token]) => [
    name === 'agency' ? 'META_AGENCY_TOKEN' : `META_CLIENT_TOKEN_${name.toUpperCase().replaceAll('-', '_')}`,
    token,
  ])
  const env = { META_GRAPH_URL: emulator.url, ...(Object.fromEntries(tokens) as Record<string, string>) }
  const context = { root: '', env, progress: () => undefined, now: () => NOW }
  const read = await withOwnBreakers(() => readScan(selection, true, context))
  if (!('seen' in read)) throw new ScanStopped(read.map(({ code }) => code))
  return [...read.findings, ...scanEstate(read.seen, NOW).flatMap(({ findings }) => findings)]
}

const TITLES = ['Business', ...ASSET_KINDS.map((kind) => factsOf(kind).title)]
const ASSET = new RegExp(`^(?:${TITLES.join('|')}) (\\S+) "`)

/** `code client asset who`, as the oracle writes it. */
export function keyOf({ code, args }: Finding): string {
  const asset = ASSET.exec(String(args['asset'] ?? ''))
  const who = args['who'] ?? args['business'] ?? args['from'] ?? ''
  return [code, args['client'] ?? '', asset?.[1] ?? '', who].join(' ')
}
