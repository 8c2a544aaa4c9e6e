import type {
  EnforcementLevel,
  ReportViolation,
  ResourceValidationArgs,
  ResourceValidationPolicy,
} from '@pulumi/policy'
import { POLICY_OWN_FINDINGS } from '../provider/findings/codes/policy.ts'
import type { Finding } from '../provider/findings/finding.ts'
import { addressText } from '../provider/findings/render/text.ts'
import { wordsOf } from '../provider/findings/words.ts'
import type { EngineResource } from './declared.ts'
import type { Enforcement } from '../provider/model/written/policy.ts'
import type { PolicyRule } from './rule.ts'

export type JudgeResource = (resource: EngineResource) => readonly Finding[]

/** Told at the level "advisory", whatever rule it is from. */
const TOLD = 'told'

const LEVELS: Readonly<Record<Enforcement, EnforcementLevel>> = {
  mandatory: 'mandatory',
  advisory: 'advisory',
  off: 'disabled',
}

/**
 * The rules as policies of CrossGuard, and those that no agency can turn off. An error is reported by the policy of its
 * code, at the weight of the rule; what an exception lowers is told by the policy "told".
 * Source: @pulumi/policy, `validateResource` runs before a resource is written; a mandatory violation fails preview and
 * update (FACT, run on the engine).
 */
export function crossGuardPolicies(
  rules: readonly PolicyRule[],
  severity: Readonly<Record<PolicyRule['id'], Enforcement>>,
  judgeOnce: JudgeResource,
): ResourceValidationPolicy[] {
  const policy = (
    name: string,
    description: string,
    enforcementLevel: EnforcementLevel,
    isMine: (finding: Finding) => boolean,
  ): ResourceValidationPolicy => ({
    name,
    description,
    enforcementLevel,
    validateResource: (args: ResourceValidationArgs, report: ReportViolation) => {
      for (const finding of judgeOnce(resourceOf(args)).filter(isMine)) report(messageOf(finding))
    },
  })
  return [
    ...rules.map((rule) =>
      policy(
        rule.id,
        rule.title,
        rule.byTime === true && severity[rule.id] === 'mandatory' ? 'advisory' : LEVELS[severity[rule.id]],
        ({ code, severity: weight }) =>
          code === rule.id && (weight === 'error' || severity[rule.id] !== 'mandatory'),
      ),
    ),
    ...Object.keys(POLICY_OWN_FINDINGS).map((code) =>
      policy(
        code,
        'Findings that no agency can lower',
        'mandatory',
        (one) => one.code === code && one.severity === 'error',
      ),
    ),
    policy(TOLD, 'Rules that an exception lowers', 'advisory', ({ code, severity: weight }) => {
      const rule = rules.find(({ id }) => id === code)
      return weight !== 'error' && (rule === undefined || severity[rule.id] === 'mandatory')
    }),
  ]
}

/** A finding in one line, as the engine prints it. */
function messageOf(finding: Finding): string {
  const { text, fix } = wordsOf(finding)
  const place = finding.address === undefined ? '' : `${addressText(finding.address)}: `
  return `${place}${finding.code}: ${text}. Fix: ${fix}`
}

/** `urn:pulumi:<stack>::<project>::<type>::<name>`; a type inside another one is joined by "$". */
function resourceOf({ urn, type, name, props }: ResourceValidationArgs): EngineResource {
  const [, , stack = ''] = urn.split('::')[0]?.split(':') ?? []
  return { stack, type, name, inputs: plain(props) }
}

/**
 * The inputs as data. In a preview the SDK throws when a policy reads a value that is not known yet, and lets the resource
 * pass; ours are always known, so inputs that are not are none, and differ from the files.
 */
function plain(props: ResourceValidationArgs['props']): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(JSON.stringify(props)) as Record<string, unknown>
  } catch {
    return {}
  }
}
