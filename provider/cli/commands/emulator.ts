import { startEmulator, type Emulator } from '../../emulator/index.ts'
import { readEstate, readFaults } from '../../emulator/read-files.ts'
import { clientTokenVariable } from '../../graph/connect.ts'
import { EXIT, type ExitCode } from '../../runs/wiring/exit.ts'
import { untilStopped } from '../../runs/wiring/stop.ts'
import type { Context } from '../context.ts'
import { EXAMPLE_ESTATE } from '../demo/example-estate.ts'
import { failed, type Format } from '../report.ts'

export type EmulateOptions = {
  readonly estate?: string
  readonly faults?: string
  readonly port: number
  readonly latency: number
  readonly format: Format
}

/**
 * `emulator`: serves the local Graph API until it is stopped. With `json`, its first line holds the URL and the tokens.
 */
export async function emulator(context: Context, options: EmulateOptions): Promise<ExitCode> {
  const { estate: file = EXAMPLE_ESTATE, port, latency: latencyMs, format } = options
  const estate = await readEstate(file)
  const faults = options.faults === undefined ? { faults: [] } : await readFaults(options.faults)
  if ('findings' in estate || 'findings' in faults) {
    const findings = [estate, faults].flatMap((one) => ('findings' in one ? one.findings : []))
    return failed(context.output, format, 'emulator', findings)
  }
  await using running = await startEmulator({ estate: estate.estate, ...faults, port, latencyMs })
  const { out, secret = out } = context.output
  secret(format === 'json' ? firstLine(running, file) : greeting(running))
  await untilStopped(context, () => stopped(context))
  return EXIT.ok
}

function firstLine({ url, tokens }: Emulator, estate: string): string {
  return `${JSON.stringify({ url, tokens, estate })}\n`
}

function greeting({ url, tokens }: Emulator): string {
  const others = Object.entries(tokens).filter(([name]) => name !== 'agency')
  return [
    `Graph API at ${url}`,
    '',
    'Type in another terminal:',
    `  export META_GRAPH_URL=${url}`,
    `  export META_AGENCY_TOKEN=${tokens['agency'] ?? '<a token>'}`,
    ...others.map(([name, token]) => `  export ${clientTokenVariable({}, name)}=${token}`),
    '  npx metagrant preview acme',
    '',
    'Press Ctrl-C here to stop it.',
    '',
  ].join('\n')
}

function stopped({ stop }: Context): Promise<void> {
  return new Promise((resolve) => stop?.signal.addEventListener('abort', () => resolve()))
}
