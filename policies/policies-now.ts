import { dirname } from 'node:path'
import type { ResourceValidationPolicy } from '@pulumi/policy'
import { readModel } from '../provider/files/read-model.ts'
import { minuteOf } from '../provider/model/moment.ts'
import { DEFAULT_POLICY } from '../provider/model/policy-defaults.ts'
import { crossGuardPolicies } from './crossguard.ts'
import type { EngineResource } from './declared.ts'
import { judgeStack } from './judge-stack.ts'
import type { PolicyRule } from './rule.ts'
import { POLICY_RULES } from './rules/index.ts'

/** The folder that holds access/, when it is not beside the pack. */
const ROOT_VARIABLE = 'METAGRANT_ROOT'

/** The moment to judge by (a UTC day or minute) instead of now. */
const TODAY_VARIABLE = 'METAGRANT_TODAY'

/** Names of the resources that the run targets; the engine leaves the others alone, whatever the files ask. */
const ONLY_VARIABLE = 'METAGRANT_ONLY'

/** The root of a stack, by which the files as a whole are judged; it is part of every run. */
const ROOT_TYPE = 'pulumi:pulumi:Stack'

/**
 * The policies of the files at this moment. The engine starts the pack in its own folder (FACT, run on the engine), so
 * the files are beside it; for a linked folder the link's target counts, and the variable names the files' folder.
 */
export async function policiesNow(
  env: NodeJS.ProcessEnv,
  folder: string,
  now: Date,
  rules: readonly PolicyRule[] = POLICY_RULES,
): Promise<ResourceValidationPolicy[]> {
  const root = env[ROOT_VARIABLE] ?? dirname(folder)
  const today = env[TODAY_VARIABLE] ?? minuteOf(now)
  const { files, built } = await readModel(root, today)
  const severity = (built.model?.policy ?? DEFAULT_POLICY).severity
  const judged = judgeStack(rules, { built, files, today })
  const only = new Set((env[ONLY_VARIABLE] ?? '').split(',').filter((name) => name !== ''))
  const isAimedAt = ({ type, name }: EngineResource): boolean =>
    only.size === 0 || type === ROOT_TYPE || only.has(name)
  return crossGuardPolicies(rules, severity, (resource) => (isAimedAt(resource) ? judged(resource) : []))
}
