import { POLICY_RULES } from '../../policies/rules/index.ts'

/**
 * access/policy.yaml with every rule off, for tests of what comes after policy. Each rule that is off shows as a
 * warning of its own.
 */
export const NO_POLICY = [
  'version: 1',
  'severity:',
  ...POLICY_RULES.map(({ id }) => `  ${id}: off`),
  '',
].join('\n')
