import { POLICY_RULE_FINDINGS, RULE_IDS, type RuleId } from '../findings/codes/policy.ts'
import type { Ceiling, Policy } from './policy.ts'
import { defaultLimits, LIMITS } from './policy-limits.ts'
import type { Enforcement } from './written/policy.ts'

/**
 * The policy of an agency without access/policy.yaml. Source of the table: brief 5.1, cell by cell; of the limits:
 * policy-limits.ts.
 */
export const DEFAULT_POLICY: Policy = {
  severity: Object.fromEntries(
    RULE_IDS.map((id): [RuleId, Enforcement] => [
      id,
      POLICY_RULE_FINDINGS[id].severity === 'error' ? 'mandatory' : 'advisory',
    ]),
  ) as Record<RuleId, Enforcement>,
  limits: defaultLimits(LIMITS),
  duties: {
    billing: ['billing'],
    media: ['media-buyer', 'strategist'],
    reporting: ['analyst'],
  },
  table: new Map<string, Ceiling>([
    [
      'media-buyer',
      {
        businessRoles: ['employee'],
        levels: {
          ad_account: 'advertiser',
          pixel: 'advertiser',
          page: 'advertiser',
          instagram: 'advertiser',
          catalog: 'advertiser',
        },
      },
    ],
    [
      'strategist',
      {
        businessRoles: ['employee'],
        levels: {
          ad_account: 'advertiser',
          pixel: 'advertiser',
          page: 'advertiser',
          instagram: 'advertiser',
        },
      },
    ],
    [
      'analyst',
      { businessRoles: ['employee'], levels: { ad_account: 'analyst', pixel: 'analyst', page: 'analyst' } },
    ],
    ['billing', { businessRoles: ['finance-analyst', 'finance-editor'], levels: {} }],
    ['measurement', { businessRoles: ['employee'], levels: { ad_account: 'advertiser', pixel: 'admin' } }],
  ]),
  sharedMailboxes: [
    'accounts',
    'admin',
    'ads',
    'agency',
    'analytics',
    'billing',
    'contact',
    'facebook',
    'finance',
    'hello',
    'info',
    'instagram',
    'mail',
    'marketing',
    'media',
    'meta',
    'no-reply',
    'noreply',
    'office',
    'sales',
    'shared',
    'social',
    'support',
    'team',
  ],
  naming: {
    ad_account: '^[A-Z0-9]+ \\| [A-Z]{2} \\| [A-Z]{3}$',
    campaign: '^[A-Z0-9]+ \\| [A-Z]{2} \\| \\S.*$',
    pixel: '^[A-Z0-9]+ \\| \\S.*$',
    partner_label: '^[A-Z0-9]+ \\| \\S.*$',
  },
}
