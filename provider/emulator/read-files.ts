import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { parseEstateFile } from './estate/generated.ts'
import type { Parsed } from './estate/parse.ts'
import { faultsSchema, type InjectedFault } from './faults.ts'

type Unread = { readonly findings: readonly Finding[] }

/** Reads an estate file, JSON or YAML, with a world or with counts; every fault is a finding. */
export async function readEstate(file: string): Promise<Extract<Parsed, { estate: unknown }> | Unread> {
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

/** Reads a file of faults to inject, JSON or YAML; every fault in the file itself is a finding. */
export async function readFaults(
  file: string,
): Promise<{ readonly faults: readonly InjectedFault[] } | Unread> {
  const value = await readYaml(file)
  if ('findings' in value) return value
  const parsed = faultsSchema.safeParse(value.value)
  if (parsed.success) return { faults: parsed.data }
  return {
    findings: parsed.error.issues.map(({ path, message }) =>
      finding('FAULTS_INVALID', { path: pathText(path.join('.')), message }, { file }),
    ),
  }
}

function pathText(path: string): string {
  return path === '' ? 'the file' : path
}

async function readYaml(file: string): Promise<{ readonly value: unknown } | Unread> {
  try {
    return { value: parse(await readFile(file, 'utf8')) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      return { findings: [finding('FILE_MISSING', { file }, { file })] }
    const reason = (error as Error).message.split('\n')[0] ?? 'unknown'
    return { findings: [finding('YAML_SYNTAX', { reason }, { file })] }
  }
}
