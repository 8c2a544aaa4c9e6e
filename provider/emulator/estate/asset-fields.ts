import { z } from 'zod'
import { graphId, moment, taskNames } from './scalars.ts'

const partner = z
  .strictObject({
    business: graphId.describe('The Business that the asset is shared with'),
    tasks: taskNames,
    status: z
      .enum(['CONFIRMED', 'PENDING'])
      .default('CONFIRMED')
      .describe("PENDING: the share waits for a second admin of the owner's Business and does not count yet"),
    waiting_tasks: taskNames
      .optional()
      .describe('Tasks that a second admin has yet to approve on a share that counts already'),
    requested_time: moment.optional(),
    updated_time: moment.optional(),
  })
  .describe('A partner grant')

const assignment = z
  .strictObject({
    user: graphId.describe("A person or system user of the owner's Business or of a partner's"),
    tasks: taskNames,
  })
  .describe('A person or system user on the asset')

/** What an estate holds of every asset beside `kind`, `id` and `owner`. */
export const assetFields = {
  name: z.string(),
  partners: z.array(partner).default([]),
  assignments: z.array(assignment).default([]),
}

/** The owner of an asset that only a Business can own. */
export const owner = graphId.describe('The Business that owns the asset')
