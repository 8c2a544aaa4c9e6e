import { finding } from '../../../../provider/findings/catalogue.ts'
import type { Address, Finding } from '../../../../provider/findings/finding.ts'

/** A name that tries everything a renderer could take for markup or a command. */
export const HOSTILE =
  '|a|<img src=x onerror=alert(1)> `code` **b** @octo-team #12 GH-7 [x](https://evil.example) ]( ::error:: % , : $x$ www.evil.example\r\n::add-mask::1'

export function hostile(address?: Address): Finding {
  return finding('ASSET_UNKNOWN_NOW', { subject: HOSTILE, message: 'no answer' }, address)
}

export function anError(file: string, line = 3): Finding {
  return finding('YAML_TAB', {}, { file, line, column: 5 })
}

export function aWarning(client: string): Finding {
  return finding('ASSET_UNKNOWN_NOW', { subject: client, message: 'no answer' }, { file: 'access/a.yaml' })
}
