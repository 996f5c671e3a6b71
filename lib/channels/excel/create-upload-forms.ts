import type { ChannelDefinition } from '../../configuration/channel-definition.ts';
import { ConfigurationProblem } from '../../configuration/read-configuration.ts';
import type { ChannelId } from '../../domain/item.ts';
import type { UploadForm } from '../../ports/upload-form.ts';
import { createUploadForm } from './create-upload-form.ts';
import { ExcelSettings } from './settings.ts';
import { TemplateProblem } from './template.ts';

/** The upload forms of the configured `excel` channels; throws `ConfigurationProblem` naming the channel whose template does not fit. */
export const createUploadForms = (
  channels: ReadonlyMap<ChannelId, ChannelDefinition>,
  templates: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<ChannelId, UploadForm> => {
  const forms = new Map<ChannelId, UploadForm>();
  for (const { id, kind, settings } of channels.values()) {
    // Wrong settings are told of where the channel itself is built.
    const parsed = kind === 'excel' ? ExcelSettings.safeParse(settings) : undefined;
    if (parsed?.data === undefined) continue;
    try {
      forms.set(id, createUploadForm(parsed.data, templates));
    } catch (cause) {
      if (!(cause instanceof TemplateProblem)) throw cause;
      throw new ConfigurationProblem(
        `渠道“${id}”的上传模板不可用。The upload template of channel "${id}" cannot be used. ${cause.message}`,
        { cause },
      );
    }
  }
  return forms;
};
