/** Configurações: company, callbacks, checks, protection, appearance. */
import { useCall } from '../../api/queries.ts';
import { uiText } from '../../text/ui.ts';
import { NO_COMPANY } from '../../ui/company-fields.tsx';
import { ErrorAlert } from '../../ui/failure-alert.tsx';
import { SettingsForm } from './settings-form.tsx';

export function SettingsPage() {
  const company = useCall('company.get', {});
  const settings = useCall('settings.get', {});
  const error = company.error ?? settings.error;
  if (error) return <ErrorAlert error={error} />;
  if (company.data === undefined || !settings.data)
    return <div role="status">{uiText.loading}</div>;
  return <SettingsForm company={company.data ?? NO_COMPANY} settings={settings.data} />;
}
