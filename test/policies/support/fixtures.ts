import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeFiles } from '../../../policies/judge-files.ts'
import { declaredIn, type EngineResource } from '../../../policies/declared.ts'
import { judgeResource } from '../../../policies/judge-resource.ts'
import { POLICY_RULES } from '../../../policies/rules/index.ts'
import type { Finding } from '../../../provider/findings/finding.ts'
import { addressText } from '../../../provider/findings/render/text.ts'
import { buildModel } from '../../../provider/model/build.ts'
import type { RawFile } from '../../../provider/model/read/source.ts'
import { exampleFiles, scenarioFolder, TODAY } from '../../support/scenario.ts'

export const POLICY_SCENARIOS = scenarioFolder('policy')

/** A finding as expected.json has it. */
export type Expected = {
  readonly code: string
  readonly severity: string
  readonly at: string
  readonly args: Finding['args']
}

/**
 * What the policy finds in the example agency with the files of the folder laid over it. With a resource.json, what it
 * finds on that resource of the engine, whose inputs are those that the files declare with the patch laid over them.
 */
export function policyFindings(folder: string): Expected[] {
  const files = overlaid(folder)
  const built = buildModel(files, TODAY)
  const errors = built.findings.filter(({ severity }) => severity === 'error')
  if (built.model === undefined || errors.length > 0)
    throw new Error(`The files of ${folder} have errors: ${JSON.stringify(errors)}`)
  const patch = join(folder, 'resource.json')
  const findings = existsSync(patch)
    ? judgeResource(
        POLICY_RULES,
        { model: built.model, files, today: TODAY },
        patched(JSON.parse(readFileSync(patch, 'utf8')) as EngineResource, built.model),
      )
    : judgeFiles(POLICY_RULES, built, files, TODAY)
  return findings.map(({ code, severity, address, args }) => ({
    code,
    severity,
    at: address === undefined ? '' : addressText(address),
    args,
  }))
}

/** The files of the example agency, with those of the folder in their place. */
function overlaid(folder: string): RawFile[] {
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml'))
    .map((path) => ({ path, bytes: readFileSync(join(folder, path)) }))
  return [...new Map([...exampleFiles(), ...own].map((file) => [file.path, file])).values()]
}

function patched(
  resource: EngineResource,
  model: NonNullable<ReturnType<typeof buildModel>['model']>,
): EngineResource {
  const declared = declaredIn(model, resource, TODAY)
  return { ...resource, inputs: merged(declared ?? {}, resource.inputs) as EngineResource['inputs'] }
}

/** Mappings go into each other, all else is replaced. */
function merged(base: unknown, patch: unknown): unknown {
  if (!isMapping(base) || !isMapping(patch)) return patch
  const keys = [...new Set([...Object.keys(base), ...Object.keys(patch)])]
  return Object.fromEntries(
    keys.map((key) => [key, key in patch ? merged(base[key], patch[key]) : base[key]]),
  )
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
