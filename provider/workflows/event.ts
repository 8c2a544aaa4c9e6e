import { z } from 'zod'

/** The part of a workflow's event that we read. Source: GitHub docs, "Webhook events and payloads" (FACT). */
const eventSchema = z.object({
  pull_request: z
    .object({
      number: z.number(),
      head: z.object({ sha: z.string(), repo: z.object({ full_name: z.string() }).nullish() }),
      base: z.object({ sha: z.string(), ref: z.string() }),
    })
    .optional(),
  before: z.string().optional(),
  after: z.string().optional(),
  inputs: z.record(z.string(), z.string()).nullish(),
})

export type WorkflowEvent = z.infer<typeof eventSchema>

export function parseEvent(text: string): WorkflowEvent {
  return eventSchema.parse(JSON.parse(text))
}

/** Whether a pull request comes from another repository: its run has no secrets and a read-only token. */
export function isFork({ pull_request: pull }: WorkflowEvent, repository: string | undefined): boolean {
  return pull !== undefined && pull.head.repo?.full_name !== repository
}
