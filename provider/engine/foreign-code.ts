import { finding } from '../findings/catalogue.ts'
import type { Finding } from '../findings/finding.ts'
import { isShimText } from '../resources/shim-texts.ts'
import { PROVIDER_KEY } from '../resources/engine-props.ts'
import type { Deployment } from './state-file.ts'

/**
 * What in a state would run as a provider and is not ours: whoever can write the state could otherwise run code beside
 * the token. A resource without any code runs none.
 */
export function foreignCode(stack: string, { resources }: Deployment): Finding[] {
  return resources.flatMap(({ urn, inputs, outputs }) => {
    const texts = [inputs[PROVIDER_KEY], outputs[PROVIDER_KEY]].filter((text) => text !== undefined)
    const isOurs = texts.every((text) => typeof text === 'string' && isShimText(text))
    if (isOurs) return []
    const [type = urn, name = urn] = urn.split('::').slice(-2)
    return [finding('STATE_CODE_UNKNOWN', { stack, resource: `${type.split(':').at(-1)} ${name}` })]
  })
}
