import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { startEmulator, type Emulator } from '../../emulator/index.ts'
import { faultsSchema, type InjectedFault } from '../../emulator/faults.ts'
import { parseEstateFile } from '../../emulator/estate/generated.ts'
import type { Parsed } from '../../emulator/estate/parse.ts'
import { finding } from '../../findings/catalogue.ts'
import type { Finding } from '../../findings/finding.ts'
import { clientTokenVariable } from '../../graph/connect.ts'
import type { Context } from '../context.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { Format } from '../output.ts'
import { failed } from '../report.ts'
import { REPOSITORY } from '../repository.ts'

/** The world of the example agency, which the emulator holds when it is given no other. */
export const EXAMPLE_ESTATE = join(REPOSITORY, 'provider/cli/demo/estate.yaml')

export type EmulatorFlags = {
  readonly estate?: string
  readonly faults?: string
  readonly port: number
  readonly latency: number
  readonly format: Format
}

/** `emulator`: serves the local Graph API until it is stopped. Its first line tells all that a program needs to start. */
export async function emulator(context: Context, options: EmulatorFlags): Promise<ExitCode> {
  const estate = await readEstate(options.estate ?? EXAMPLE_ESTATE)
  const faults = options.faults === undefined ? [] : await readFaults(options.faults)
  const findings = [estate, faults].flatMap((one) => ('findings' in one ? one.findings : []))
  if ('findings' in estate || 'findings' in faults)
    return failed(context.output, options.format, 'emulator', findings)
  await using running = await startEmulator({
    estate: estate.estate,
    faults,
    port: options.port,
    latencyMs: options.latency,
  })
  context.output.out(options.format === 'json' ? firstLine(running, options) : greeting(running))
  await stopped()
  return EXIT.ok
}

/** Reads an estate file, JSON or YAML, of a world or of the counts of one; every fault in it is a finding. */
export async function readEstate(
  file: string,
): Promise<Extract<Parsed, { estate: unknown }> | { findings: Finding[] }> {
  const value = await readYaml(file)
  if ('findings' in value) return value
  const parsed = parseEstateFile(value.value)
  if ('estate' in parsed) return parsed
  return {
    findings: parsed.problems.map(({ path, message }) =>
      finding('ESTATE_INVALID', { path: pathText(path), message }, { file }),
    ),
  }
}

async function readFaults(file: string): Promise<readonly InjectedFault[] | { findings: Finding[] }> {
  const value = await readYaml(file)
  if ('findings' in value) return value
  const parsed = faultsSchema.safeParse(value.value)
  if (parsed.success) return parsed.data
  return {
    findings: parsed.error.issues.map(({ path, message }) =>
      finding('FAULTS_INVALID', { path: pathText(path.join('.')), message }, { file }),
    ),
  }
}

function pathText(path: string): string {
  return path === '' ? 'the file' : path
}

async function readYaml(file: string): Promise<{ value: unknown } | { findings: Finding[] }> {
  try {
    return { value: parse(await readFile(file, 'utf8')) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      return { findings: [finding('FILE_MISSING', { file }, { file })] }
    const reason = (error as Error).message.split('\n')[0] ?? 'unknown'
    return { findings: [finding('YAML_SYNTAX', { reason }, { file })] }
  }
}

function firstLine({ url, tokens }: Emulator, { estate }: EmulatorFlags): string {
  return `${JSON.stringify({ url, tokens, estate: estate ?? EXAMPLE_ESTATE })}\n`
}

function greeting({ url, tokens }: Emulator): string {
  const others = Object.entries(tokens).filter(([name]) => name !== 'agency')
  return [
    `Graph API at ${url}`,
    '',
    'In another terminal:',
    `  export META_GRAPH_URL=${url}`,
    `  export META_AGENCY_TOKEN=${tokens['agency'] ?? '<a token>'}`,
    ...others.map(([name, token]) => `  export ${clientTokenVariable({}, name)}=${token}`),
    '  npx metagrant preview acme',
    '',
  ].join('\n')
}

function stopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
