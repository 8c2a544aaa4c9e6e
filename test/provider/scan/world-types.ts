import type { Estate } from '../../../provider/emulator/index.ts'
import type { AssetKind } from '../../../provider/model/kinds.ts'
import type { Level } from '../../../provider/model/levels.ts'

export const AGENCY = '9001'
export const DOMAIN = 'agency.example'
export const SELF = 'metagrant'

export type WantedAsset = {
  readonly kind: AssetKind
  readonly id: string
  readonly name: string
  readonly partner: Level
  /** Our own Business owns it, and uses it for the client. */
  readonly own: boolean
  readonly people: Readonly<Record<string, Level>>
}

export type WantedClient = {
  readonly name: string
  readonly slug: string
  readonly business: string
  readonly side: 'by-hand' | 'by-token'
  readonly route: 'partner' | 'direct-share'
  readonly unmanaged: 'report' | 'remove'
  readonly assets: readonly WantedAsset[]
}

export type Wanted = {
  readonly people: readonly { readonly email: string; readonly role: string }[]
  readonly systemUsers: readonly { readonly name: string; readonly role: string }[]
  readonly clients: readonly WantedClient[]
}

export type World = {
  readonly wanted: Wanted
  readonly estate: Estate
  readonly files: readonly { readonly path: string; readonly text: string }[]
}
