import { z } from 'zod'

/** An id of the Graph API. All ids of an estate share one namespace, so an id is unique. */
export const graphId = z
  .string({ error: 'an id is a string: put it in quotes' })
  .regex(/^\d{1,20}$/, 'an id has digits only')
  .describe('Id at Meta, a string of digits')

export const adAccountId = z
  .string({ error: 'an id is a string: put it in quotes' })
  .regex(/^act_\d{1,20}$/, 'an ad account id is "act_" and digits')
  .describe('Id of an ad account as the Graph API answers it: "act_" and digits')

/** The id of any asset. */
export const assetId = z
  .union([adAccountId, graphId])
  .describe('Id of an asset: digits, with "act_" before those of an ad account')

/** A moment; answered to callers in Meta's own form (`2026-05-02T10:11:12+0000`). */
export const moment = z.iso.datetime({ offset: true }).describe('A moment, ISO 8601 with its offset')

/** Money as Meta answers it. Source: graph-api 3 (FACT: strings in minor units). */
export const minorUnits = z
  .string()
  .regex(/^-?\d+$/, 'money is a string of minor units')
  .describe('Money in minor units (cents), a string')

export const taskNames = z
  .array(z.string().min(1))
  .describe('Task names as they were asked for; implied tasks are not written')
