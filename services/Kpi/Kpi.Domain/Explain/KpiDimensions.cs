namespace MetricsPlatform.Kpi.Domain.Explain;

/// <summary>What must be chosen before a figure is one number.</summary>
[Flags]
public enum KpiDimensions { None = 0, Severity = 1, Window = 2, Maturity = 4, Environment = 8, Age = 16, Scan = 32, Reason = 64, Cwe = 128 }
