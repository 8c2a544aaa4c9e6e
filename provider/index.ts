import * as pulumi from '@pulumi/pulumi'
import { agencyProgram, clientProgram } from './engine/program.ts'
import { readModel } from './files/read-model.ts'
import { addressText } from './findings/render/text.ts'
import { wordsOf } from './findings/words.ts'
import { desiredAccess } from './model/desired.ts'
import { minuteOf } from './model/moment.ts'
import { AGENCY_STACK } from './model/stacks.ts'

// The Pulumi program for the official CLI (`pulumi preview -s acme`): it turns the selected stack's desired access into
// resources. Our own commands run the same programs inline. The engine starts it in this folder (Pulumi.yaml, `main`).
const today = process.env['METAGRANT_TODAY'] ?? minuteOf(new Date())
const { built } = await readModel('..', today)
const stack = pulumi.getStack()
const client = built.model?.clients.find(({ slug }) => slug === stack)

const errors = built.findings.filter(({ severity }) => severity === 'error')
if (errors.length > 0) {
  const lines = errors.map(
    (error) =>
      `${error.address === undefined ? '' : addressText(error.address)} ${error.code}: ${wordsOf(error).text}`,
  )
  throw new pulumi.RunError(
    `The access files have errors (run "npx metagrant check" for the fixes):\n${lines.join('\n')}`,
  )
}
if (stack === AGENCY_STACK && built.model !== undefined) await agencyProgram(built.model.agency)()
else if (client !== undefined && built.model !== undefined)
  await clientProgram(desiredAccess(built.model, client, today))()
else
  throw new pulumi.RunError(`Cannot run the stack "${stack}" as access/clients/${stack}.yaml does not exist`)
