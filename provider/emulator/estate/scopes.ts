import { KIND_RULES } from '../kinds/index.ts'

/** Source: graph-api 4.7 (FACT). */
const COMMON_SCOPES = [
  'business_management',
  'ads_management',
  'ads_read',
  'pages_show_list',
  'pages_manage_metadata',
  'pages_read_engagement',
  'pages_manage_ads',
  'catalog_management',
  'instagram_basic',
]

const KIND_SCOPES = Object.values(KIND_RULES)
  .flatMap(({ scopes, people }) => [...scopes, ...people.scopes])
  .flatMap((scope) => (typeof scope === 'string' ? [] : scope.anyOf))

/** Permissions a token may carry. */
export const SCOPES = [...new Set([...COMMON_SCOPES, ...KIND_SCOPES])]
