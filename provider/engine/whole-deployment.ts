import * as z from 'zod'

const PROPS = z.record(z.string(), z.unknown()).default({})

const RESOURCE = z.looseObject({ urn: z.string(), inputs: PROPS, outputs: PROPS })

/** A deployment that is mended and written back. Loose: what is not read here goes back into the state as it was. */
export const WHOLE_DEPLOYMENT = z.looseObject({
  resources: z.array(RESOURCE).default([]),
  pending_operations: z.array(z.looseObject({ type: z.string(), resource: RESOURCE })).default([]),
})

/** A resource of the engine's state. */
export type StateResource = z.infer<typeof RESOURCE>
