import type { Instant } from '../../base/instant.ts';
import { refusal } from '../../base/refusal.ts';
import { err, ok } from '../../base/result.ts';
import { placeByCode } from '../../store/queries/allocation-facts.ts';
import { siteDevice, siteDevices } from '../../store/queries/pack-facts.ts';
import type { SiteDeviceFacts } from '../../store/queries/pack-facts.ts';
import { foreignPlace, unknownPlace } from '../actor-place.ts';
import { signedBody } from '../signed-body.ts';
import type { CommandHandler, QueryHandler } from '../handlers.ts';
import { timeInWords } from '../queries/slip.ts';
import { deviceFingerprint, readRequest } from './device-request.ts';

const shown = ({ device, site, fingerprint, enrolledAt }: SiteDeviceFacts) => ({
  device,
  site,
  fingerprint,
  enrolledAt,
});

export const packDevices: QueryHandler<'packs.devices'> = ({ db, actor }) =>
  ok({
    devices: siteDevices(db)
      .filter(({ site }) => foreignPlace(actor, site) === null)
      .map(shown),
  });

/** Devices of one site, for the choice of a pack. */
export const devicesOfSite = (
  db: Parameters<typeof siteDevices>[0],
  site: string,
): ReturnType<typeof shown>[] =>
  siteDevices(db)
    .filter((device) => device.site === site)
    .map(shown);

export const readDeviceRequest: QueryHandler<'packs.readRequest'> = ({ db, ports }, input) => {
  const identity = readRequest(ports, input.request);
  if (!identity.ok) return identity;
  const { device } = identity.value;
  return ok({
    device,
    fingerprint: deviceFingerprint(ports, identity.value),
    enrolled: siteDevice(db, device) !== undefined,
  });
};

const plain = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Takes a site machine in, once its fingerprint was compared with what the site reads out. */
export const enrolDevice: CommandHandler<'packs.enrol'> = (context, input) => {
  const { db, ports } = context;
  if (placeByCode(db, input.site)?.kind !== 'site') return err(unknownPlace(input.site));
  const identity = readRequest(ports, input.request);
  if (!identity.ok) return identity;
  const { device, publicKey, boxKey } = identity.value;
  const known = siteDevice(db, device);
  if (known !== undefined) {
    return err(
      refusal(
        'device-enrolled',
        `This machine was enrolled for ${known.site} on ${timeInWords(known.enrolledAt as Instant, context.now.offsetMinutes)}.`,
        'Issue a pack for it.',
      ),
    );
  }
  const fingerprint = deviceFingerprint(ports, identity.value);
  if (plain(input.fingerprint) !== plain(fingerprint)) {
    return err(
      refusal(
        'fingerprint-differs',
        'The fingerprint read out by the site is not that of this request code.',
        'Compare both once more. If they differ, somebody exchanged the code on its way: get it anew.',
      ),
    );
  }
  const body = { device, site: input.site, publicKey, boxKey, fingerprint };
  const signature = signedBody(context, body);
  return ok({
    events: [{ event: { kind: 'site-device-enrolled', body }, signature }],
    value: { device, site: input.site, fingerprint, enrolledAt: context.now.instant },
  });
};
