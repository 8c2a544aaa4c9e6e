import { finding } from '../provider/findings/catalogue.ts'
import { RULE_IDS, type RuleId } from '../provider/findings/codes/policy.ts'
import type { Finding } from '../provider/findings/finding.ts'
import type { Client, PolicyException } from '../provider/model/model.ts'
import { isCurrent } from '../provider/model/moment.ts'
import type { PolicyRule, Scope } from './rule.ts'

/** Names of the scopes that have none of their own, for a failed rule. */
const SUBJECTS = { agency: 'agency.yaml and functions.yaml', files: 'the text of the files' } as const

const RULE_ID_SET: ReadonlySet<string> = new Set(RULE_IDS)

/**
 * The findings of `rules` in one scope, with the severity that the agency's policy and the client's exceptions give:
 * error for mandatory, warning for advisory and lowered, nothing for off. Never throws: a rule that throws becomes an
 * error.
 */
export function judge(rules: readonly PolicyRule[], scope: Scope): Finding[] {
  return rules.flatMap((rule) => judgeBy(rule, scope))
}

function judgeBy(rule: PolicyRule, scope: Scope): Finding[] {
  const enforcement = scope.model.policy.severity[rule.id]
  if (enforcement === 'off') return []
  const found = attempt(rule, scope)
  if (!Array.isArray(found)) return [found]
  const lowering = loweringIn(rule.id, scope)
  const severity = enforcement === 'mandatory' && lowering === undefined ? 'error' : 'warning'
  const weighed = found.map((one): Finding => ({ ...one, severity }))
  if (lowering === undefined || weighed.length === 0 || enforcement !== 'mandatory') return weighed
  return [...weighed, loweredBy(lowering.exception, lowering.client)]
}

function attempt(rule: PolicyRule, scope: Scope): Finding[] | Finding {
  try {
    const check = rule[scope.on] as ((scope: Scope) => Finding[]) | undefined
    return check === undefined ? [] : check(scope)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return finding('rule-failed', { rule: rule.id, subject: subjectOf(scope), message })
  }
}

/**
 * The current exception that lowers the rule here; only clients' files have exceptions, so our own members have none.
 */
function loweringIn(
  rule: RuleId,
  scope: Scope,
): { readonly exception: PolicyException; readonly client: Client } | undefined {
  if (scope.on !== 'asset' && scope.on !== 'client') return undefined
  const exception = scope.client.policyExceptions.find(
    (one) =>
      one.rule === rule &&
      isCurrent(one.until, scope.today) &&
      (one.asset === undefined || (scope.on === 'asset' && one.asset === scope.asset.id)),
  )
  return exception && { exception, client: scope.client }
}

function loweredBy({ rule, principal, reason, ticket, until, at }: PolicyException, client: Client): Finding {
  return finding('rule-lowered', { rule, client: client.slug, until, who: principal, ticket, reason }, at)
}

function subjectOf(scope: Scope): string {
  if (scope.on === 'asset') return scope.asset.id
  if (scope.on === 'client') return scope.client.slug
  return scope.on === 'member' ? scope.member.principal : SUBJECTS[scope.on]
}

/** Whether a code belongs to a policy rule, whose severity the policy decides. */
export function isRuleId(code: string): code is RuleId {
  return RULE_ID_SET.has(code)
}
