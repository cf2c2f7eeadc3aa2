"""An invented report in a few pages: what each disclosure is told by, and the page it stands on."""

from __future__ import annotations

REPORTED = {
    "305-1": (22, "Direct emissions (Scope 1) of greenhouse gases in tCO2e: combustion and refrigerants, 4,102 tCO2e."),
    "302-1": (24, "Energy consumption: electricity, natural gas and heating, 5,120 GJ."),
    "303-3": (26, "Water withdrawal: groundwater and municipal water, 41 megalitres."),
    "306-3": (28, "Waste generated: hazardous waste and non-hazardous waste, 120 tonnes, most of it for recycling."),
    "403-9": (30, "Work-related injuries: lost time injury rate, fatalities, hours worked."),
    "404-1": (32, "Average hours of training: training hours per employee, 21 hours."),
    "401-1": (34, "New hires, employee turnover and turnover rate by age group."),
    "205-3": (36, "Confirmed incidents of corruption: no cases of bribery or corruption."),
    "418-1": (38, "Data protection, customer privacy and personal data: no data breach."),
    "405-1": (40, "Gender diversity: women in management, age group, board."),
}
