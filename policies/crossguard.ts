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

/** Reports findings of all rules at the level "advisory". */
const TOLD = 'told'

const LEVELS: Readonly<Record<Enforcement, EnforcementLevel>> = {
  mandatory: 'mandatory',
  advisory: 'advisory',
  off: 'disabled',
}

/**
 * The rules as CrossGuard policies, and the findings that no agency can turn off. The policy of its code reports an
 * error, at the rule's enforcement; the policy "told" reports what an exception lowers. Source: @pulumi/policy,
 * `validateResource` runs before a resource is written; a mandatory violation fails preview and update (FACT, run on
 * the engine).
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

/** `urn:pulumi:<stack>::<project>::<type>::<name>`; "$" joins a type to the one inside it. */
function resourceOf({ urn, type, name, props }: ResourceValidationArgs): EngineResource {
  const [, , stack = ''] = urn.split('::')[0]?.split(':') ?? []
  return { stack, type, name, inputs: plain(props) }
}

/**
 * The inputs as data. In a preview the SDK throws when a policy reads a value that is not known yet, and passes the
 * resource. Ours are always known, so unreadable inputs become empty and differ from the files.
 */
function plain(props: ResourceValidationArgs['props']): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(JSON.stringify(props)) as Record<string, unknown>
  } catch {
    return {}
  }
}
