using System.Text.Json.Serialization;
using MetricsPlatform.Contracts;

namespace MetricsPlatform.Kpi.Domain.Controls;

/// <summary>Catalogues of controls: NIST SP 800-218 (SSDF 1.1), NIST CSF 2.0, ISO/IEC 27001:2022 Annex A, CIS Controls v8.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Framework>))]
public enum Framework { Ssdf, Csf, Iso27001, Cis }
