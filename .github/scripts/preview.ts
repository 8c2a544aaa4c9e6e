import * as core from '@actions/core'
import { EXIT } from '../../provider/runs/wiring/exit.ts'
import { overridesInMessages } from '../../provider/github/overrides.ts'
import { readMessages } from '../../provider/github/pulls.ts'
import { withClientTokens } from '../../provider/workflows/client-tokens.ts'
import { packed } from '../../provider/workflows/packed.ts'
import { previewPull } from '../../provider/workflows/preview-pull.ts'
import { openAs, runStep, summarise } from './support/job.ts'

// The plans of a pull request. Its tokens, GitHub's and Meta's, can only read: another job writes the comment.
await runStep(async ({ context: own, event, github }) => {
  const pull = event.pull_request
  if (pull === undefined) return { exit: EXIT.ok }
  const context = { ...own, env: withClientTokens(own.env, core.setSecret) }
  const overrides = overridesInMessages(await readMessages(github(), pull.number))
  const { comment, statuses, findings, exit } = await previewPull(context, pull.base.sha, overrides)
  core.setOutput('told', packed({ comment, statuses }))
  await summarise(comment)
  return { exit: openAs(exit), findings }
})
