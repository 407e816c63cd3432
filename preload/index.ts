import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import {
  BRIDGE_NAME,
  CALL_CHANNEL,
  EVENT_CHANNEL,
  type Bridge,
  type EventName,
} from './contract/events.ts';

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL_CHANNEL, name, input),
  on: (listener) => {
    // The page never sees Electron's event object, which leads back to ipcRenderer.
    const forward = (_: IpcRendererEvent, name: EventName, payload: unknown): void =>
      listener(name, payload);
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => void ipcRenderer.off(EVENT_CHANNEL, forward);
  },
};

contextBridge.exposeInMainWorld(BRIDGE_NAME, bridge);
