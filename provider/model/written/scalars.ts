import { z } from 'zod'
import { printable } from '../../findings/printable.ts'
import { AD_ACCOUNT_ID, GRAPH_ID } from '../graph-id.ts'
import { SLUG } from '../slug.ts'
import { hasLetter, hasOneScript, isVisible } from '../visible.ts'

/**
 * The scalar types of the access files, which are read with every scalar as text (`read/source.ts`). In `meta`,
 * `metagrant` names the type: `read/wrong-value.ts` picks the finding's code by it, and `json-schema.ts` allows editors
 * a bare number by it. `wanted` describes the type in words; the rest is for editors.
 */
export const graphId = textLike(GRAPH_ID, 'an id of digits only').meta({
  metagrant: 'id',
  title: 'Id in Business settings',
  description: 'Digits only',
})
export const adAccountId = textLike(AD_ACCOUNT_ID, 'an id of "act_" and digits').meta({
  metagrant: 'ad-account-id',
  title: 'Id of the ad account, with act_',
  examples: ['act_1001'],
})
export const assetId = z.union([adAccountId, graphId]).meta({
  metagrant: 'asset-id',
  wanted: 'the id of an asset',
  title: 'Id of an asset that this file lists',
})
export const calendarDate = z.string().refine(isCalendarDate, 'a date').meta({
  metagrant: 'date',
  wanted: 'a date',
  title: 'A UTC date, year-month-day',
  description: 'The day is included',
  format: 'date',
})
export const moment = z.string().refine(isMoment, 'a date').meta({
  metagrant: 'date',
  wanted: 'a date, or a minute',
  title: 'A UTC date, year-month-day, or a UTC minute',
  description: 'The day is included; a minute is not',
  pattern: '^\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}Z)?$',
})
// Only ASCII: of two addresses that look the same, one would be another person (decisions "What may stand where").
export const email = textLike(
  /^[!#-&(-;=?A-~]{1,64}@[!#-&(-;=?A-~]{1,255}\.[A-Za-z0-9-]{2,}$/,
  'an e-mail address',
)
  .toLowerCase()
  .meta({ metagrant: 'email', title: 'A work e-mail address of one of our people', format: 'email' })
// Source: GitHub's own form (FACT): single hyphens inside, at most 39 characters.
export const login = textLike(/^[A-Za-z0-9](?:-?[A-Za-z0-9]){0,38}$/, 'a login of GitHub').meta({
  metagrant: 'text',
  title: 'A login of GitHub',
})
export const domain = textLike(
  /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/,
  'a domain such as agency.example',
)
  .toLowerCase()
  .meta({ title: 'A domain', examples: ['agency.example'] })
export const slug = textLike(SLUG, 'a name of small letters, digits and hyphens').meta({
  metagrant: 'text',
  title: 'A name of small letters, digits and hyphens',
})
export const money = textLike(/^\d{1,12}(\.\d{1,2})?$/, 'an amount such as 5000 or 5000.50').meta({
  metagrant: 'money',
  title: 'An amount in units of the currency, not cents',
})
export const count = textLike(/^\d{1,4}$/, 'a whole number').meta({
  metagrant: 'count',
  title: 'A whole number',
})
export const pattern = z.string().refine(isPattern, 'a regular expression').meta({
  metagrant: 'text',
  wanted: 'a regular expression such as ^[A-Z]+ \\| \\S+$',
  title: 'A regular expression',
})
export const version = z
  .literal('1')
  .meta({ metagrant: 'version', title: 'The version of this file format, 1', examples: [1] })

/**
 * A name as Meta has it: of any characters and length, or none at all. Whoever shows it escapes it (`plan/titles.ts`).
 */
export const metaName = z.string().meta({ metagrant: 'text' })

/** Text for people; line breaks and runs of spaces count as one space, so a folded YAML text reads as one line. */
export const sentence = z
  .string()
  .overwrite((text) => text.replace(/\s+/g, ' ').trim())
  .min(1, 'some text')
  .max(500, 'at most 500 characters')
  .refine((text) => printable(text) === text, 'text without control characters')
  .refine((text) => /[^\s\p{DI}]/u.test(text), 'some text')
  .meta({ metagrant: 'text' })

/** Why something is as it is, for whoever judges it. */
export const reason = sentence.refine(hasLetter, 'a reason in words')

/** What stands for one thing and no other: no two of them may look the same and be different. */
export const mark = sentence
  .refine(isVisible, 'text of visible characters')
  .refine(hasOneScript, 'text whose words each use one script')
  .refine(hasLetter, 'text with a letter or a digit')

function textLike(pattern: RegExp, wanted: string) {
  return z.string().regex(pattern, wanted).meta({ wanted })
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '(?:)'
  } catch {
    return false
  }
}

function isMoment(text: string): boolean {
  const [day = '', ...minute] = text.split('T')
  return isCalendarDate(day) && (minute.length === 0 || /^([01]\d|2[0-3]):[0-5]\dZ$/.test(minute.join('T')))
}

function isCalendarDate(text: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return parsed !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)
}
