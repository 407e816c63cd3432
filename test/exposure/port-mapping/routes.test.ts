import { describe, expect, it } from 'vitest';
import {
  guessGateway,
  readLinuxRoutes,
  readWindowsRoutes,
} from '../../../main/exposure/port-mapping/routes.ts';

describe('the default gateways', () => {
  it('are read from the table of Linux, the lowest metric first', () => {
    const table = [
      'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT',
      'wlan0\t00000000\t0100A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0',
      'eth0\t00000000\t0158A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0',
      'eth0\t0058A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0',
      'tun0\t00000000\t00000000\t0001\t0\t0\t50\t00000000\t0\t0\t0',
      'vpn0\t00000000\t0100000A\t0003\t0\t0\t10\t00000080\t0\t0\t0',
    ].join('\n');

    expect(readLinuxRoutes(table)).toEqual(['192.168.88.1', '192.168.0.1']);
  });

  it('are read from what Windows in Portuguese prints', () => {
    const table = [
      '===========================================================================',
      'Rotas ativas:',
      'Endereço de rede          Máscara   Ender. gateway       Interface   Custo',
      '          0.0.0.0          0.0.0.0      192.168.0.1      192.168.0.7     50',
      '          0.0.0.0          0.0.0.0     192.168.88.1     192.168.88.2     25',
      '          0.0.0.0          0.0.0.0         No vínculo         10.8.0.2     5',
      '        10.0.0.0        255.0.0.0     192.168.88.9     192.168.88.2     26',
      '===========================================================================',
      'Rotas persistentes:',
      '          0.0.0.0          0.0.0.0     192.168.88.1   Padrão',
    ].join('\r\n');

    expect(readWindowsRoutes(table)).toEqual(['192.168.88.1', '192.168.0.1']);
  });

  it.each(['', 'garbage\n\u0000', 'Iface\tDestination'])('are none in %j', (table) => {
    expect(readLinuxRoutes(table)).toEqual([]);
    expect(readWindowsRoutes(table)).toEqual([]);
  });

  it('are guessed from the own address', () => {
    expect(guessGateway('192.168.15.34')).toBe('192.168.15.1');
  });
});
