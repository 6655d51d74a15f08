package io.timecoin.verifier.config;

import io.timecoin.kit.channels.ChannelSettingsCheck;

class ChannelSettingsTest extends ChannelSettingsCheck {}
