import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { declaredIn, type EngineResource } from '../../../policies/declared.ts'
import { judgeFiles } from '../../../policies/judge-files.ts'
import { judgeResource } from '../../../policies/judge-resource.ts'
import { POLICY_RULES } from '../../../policies/rules/index.ts'
import type { Finding } from '../../../provider/findings/finding.ts'
import type { RawFile } from '../../../provider/model/read/source.ts'
import type { Model } from '../../../provider/model/model.ts'
import { patched } from '../../support/patched.ts'
import { scenarioFolder, TODAY } from '../../support/scenario.ts'
import { exampleWith } from './example.ts'
import { merged } from './merged.ts'
import { placeText } from './place-text.ts'

/** A case of test/scenarios/policy/<rule>.yaml. */
type PolicyCase = {
  /** Edits of the example agency's files, each a diff without line numbers. */
  readonly change?: Readonly<Record<string, string>>
  /** A resource of the engine, judged instead of the files; its inputs are laid over those that the files declare. */
  readonly resource?: EngineResource
  /** What the rule finds; nothing where it is absent. */
  readonly finds?: readonly Found[]
}

/** A finding as a scenario has it; `at` shows the text that it points at. */
export type Found = {
  /** Absent where it is the code of the scenario's rule. */
  readonly code?: string
  readonly severity: string
  readonly at?: string
  readonly args: Finding['args']
}

export type PolicyScenario = PolicyCase & { readonly rule: string; readonly name: string }

const FOLDER = scenarioFolder('policy')

/** Every case of every rule; a rule without its file, or a file without its rule, shows in the names. */
export const POLICY_SCENARIOS: readonly PolicyScenario[] = readdirSync(FOLDER).flatMap((file) => {
  const cases = parse(readFileSync(join(FOLDER, file), 'utf8')) as Record<string, PolicyCase>
  return Object.entries(cases).map(([name, one]) => ({ rule: file.replace(/\.yaml$/, ''), name, ...one }))
})

/** What all the rules find in a scenario: what is about its own rule, and what the others have to say. */
export function foundIn({ rule, name, change = {}, resource }: PolicyScenario): {
  readonly own: readonly Found[]
  readonly others: readonly Found[]
} {
  const edits = Object.entries(change).map(([path, diff]) => [path, (text: string) => patched(text, diff)])
  const { files, built, model } = exampleWith(Object.fromEntries(edits))
  const errors = built.findings.filter(({ severity }) => severity === 'error')
  if (errors.length > 0)
    throw new Error(`The files of ${rule}, ${name} have errors: ${JSON.stringify(errors)}`)
  const found =
    resource === undefined
      ? judgeFiles(POLICY_RULES, built, files, TODAY)
      : judgeResource(POLICY_RULES, { model, files, today: TODAY }, overDeclared(resource, model))
  const isOwn = ({ code, args }: Finding): boolean => code === rule || args['rule'] === rule
  return {
    own: found.filter(isOwn).map((one) => asFound(one, files, rule)),
    others: found.filter((one) => !isOwn(one)).map((one) => asFound(one, files, rule)),
  }
}

function asFound({ code, severity, address, args }: Finding, files: readonly RawFile[], rule: string): Found {
  return {
    ...(code === rule ? {} : { code }),
    severity,
    ...(address === undefined ? {} : { at: placeText(files, address) }),
    args,
  }
}

function overDeclared(resource: EngineResource, model: Model): EngineResource {
  const declared = declaredIn(model, resource, TODAY)
  return { ...resource, inputs: merged(declared ?? {}, resource.inputs) as EngineResource['inputs'] }
}
