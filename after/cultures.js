// What names, places and languages people have in the countries of the pretend world. Data only.
"use strict";
Object.defineProperty(exports, "__esModule", {
    value: true
});
Object.defineProperty(exports, "CULTURES", {
    enumerable: true,
    get: function() {
        return CULTURES;
    }
});
/** `Robert:Bob` = nickname, `健|Ken` = own script and Latin letters. */ function givenNames(text) {
    const [first = {
        own: ''
    }, ...rest] = text.split(' ').map((word)=>{
        const [name = '', nickname] = word.split(':');
        const [own = '', latin] = name.split('|');
        return {
            own,
            ...latin === undefined ? {} : {
                latin
            },
            ...nickname === undefined ? {} : {
                nickname
            }
        };
    });
    return [
        first,
        ...rest
    ];
}
function familyNames(text) {
    const [first, ...rest] = givenNames(text);
    return [
        {
            ...first,
            own: first.own.replaceAll('_', ' ')
        },
        ...rest.map((name)=>({
                ...name,
                own: name.own.replaceAll('_', ' ')
            }))
    ];
}
const CULTURES = [
    {
        ...{
            country: 'DE',
            countryNames: [
                'Germany',
                'Deutschland',
                'DE'
            ],
            language: 'de',
            locale: 'de',
            currency: 'EUR',
            decimals: 2,
            weight: 30
        },
        given: givenNames('Jürgen Anna Björn Katharina:Kathi Lukas Jörg Lena Sören Maximilian:Max Käthe Friederike:Rike Stefan Günther Ingrid Mareike Hannes Doğan Aylin Tobias:Tobi Elisabeth:Lisa Matthias Renate Volker Sabine Uwe Johannes:Hannes Bärbel Alexander:Alex Theresa:Resi Nikolaus:Klaus Emre Charlotte:Lotte'),
        family: familyNames('Müller Schröder Bäcker Köhler Weiß Groß Krämer Schäfer Lindner Vogt Hoffmann Jäger Böhm Zöllner Brandt Kaya Yıldız Schmitz Peters Engel Fröhlich Strauß Kühn Winter Albrecht Nowak Hübner Thoß Reuter von_Ahlen Sommer Löwe Bergmann Kießling Pfaff Ebert Rösner Dietz'),
        cities: [
            {
                name: 'Berlin',
                postalCode: '10999'
            },
            {
                name: 'Hamburg',
                postalCode: '20357'
            },
            {
                name: 'Köln',
                postalCode: '50674'
            },
            {
                name: 'Frankfurt am Main',
                postalCode: '60316'
            },
            {
                name: 'München',
                postalCode: '80337'
            }
        ],
        streets: [
            'Lindenstraße',
            'Am Alten Hafen',
            'Goethestr.',
            'Mühlenweg',
            'Ringstraße',
            'Gartenweg',
            'Bahnhofstr.',
            'Kirchgasse'
        ],
        streetLine: '{s} {n}'
    },
    {
        ...{
            country: 'GB',
            countryNames: [
                'United Kingdom',
                'UK',
                'England'
            ],
            language: 'en',
            locale: 'en-GB',
            currency: 'GBP',
            decimals: 2,
            weight: 14
        },
        given: givenNames('Robert:Bob Elizabeth:Liz William:Bill Margaret:Maggie James:Jim Katherine:Kate Thomas:Tom Siân Olivia Edward:Ted Priya Hamish Niamh Deborah:Debbie Anthony:Tony Imogen Callum Zoë Michael:Mike Rebecca:Becky Patrick:Paddy Victoria:Vicky Gareth Amara'),
        family: familyNames("Fletcher Hughes Ashworth Patel Okonkwo Thornton MacLeod O'Brien Whitfield Barker Pemberton Hartley Singh Lowe Carmichael Doyle Greene Bexley Ward Llewellyn Holt Sutcliffe Rashid Winslow Penrose Tate"),
        cities: [
            {
                name: 'London',
                postalCode: 'SE1 4TW'
            },
            {
                name: 'Manchester',
                postalCode: 'M4 5JD'
            },
            {
                name: 'Bristol',
                postalCode: 'BS1 6QH'
            },
            {
                name: 'Edinburgh',
                postalCode: 'EH3 9DR'
            },
            {
                name: 'Birmingham',
                postalCode: 'B5 6DY'
            }
        ],
        streets: [
            'Mill Lane',
            'Station Road',
            'High Street',
            'Church Walk',
            'Victoria Terrace',
            'Orchard Close',
            'The Green'
        ],
        streetLine: '{n} {s}'
    },
    {
        ...{
            country: 'US',
            countryNames: [
                'United States',
                'USA',
                'US'
            ],
            language: 'en',
            locale: 'en-US',
            currency: 'USD',
            decimals: 2,
            weight: 15
        },
        given: givenNames('Robert:Rob Jennifer:Jen William:Will Samantha:Sam Joseph:Joe Christopher:Chris Maria Daniel:Dan Latoya Benjamin:Ben Jessica:Jess Andrew:Andy Patricia:Pat Timothy:Tim Abigail:Abby Marcus José Kimberly:Kim Gregory:Greg Tyrone Nathaniel:Nate Susan:Sue DeShawn Lucía'),
        family: familyNames('Johnson Martinez Nguyen Walker Rodríguez Peterson Freeman Collins Hernández Bailey Sanders Kowalski Brooks Ramirez Schneider Price Coleman Whitaker Russo Tran Jefferson Alvarado Stone Muñoz Delgado Baxter'),
        cities: [
            {
                name: 'New York',
                postalCode: '10013'
            },
            {
                name: 'Chicago',
                postalCode: '60614'
            },
            {
                name: 'Austin',
                postalCode: '78704'
            },
            {
                name: 'Seattle',
                postalCode: '98103'
            },
            {
                name: 'Atlanta',
                postalCode: '30307'
            }
        ],
        streets: [
            'Maple Avenue',
            'Oak St',
            'Lincoln Blvd',
            '5th Avenue',
            'Sunset Drive',
            'County Road 12',
            'Main St'
        ],
        streetLine: '{n} {s}'
    },
    {
        ...{
            country: 'FR',
            countryNames: [
                'France',
                'FR'
            ],
            language: 'fr',
            locale: 'fr',
            currency: 'EUR',
            decimals: 2,
            weight: 7
        },
        given: givenNames('Hélène François Benoît Zoé Jérôme Aurélie Thérèse Loïc Margaux Éric Brigitte André Noémie Mehdi Gaëlle Frédéric:Fred Alexandre:Alex Stéphanie'),
        family: familyNames('Lacroix Lefèvre Gérard Benoît Dubois Rousseau Bélanger Chevalier Mercier Perrin Garçon Lemaître Fontaine Diallo Hébert Noël Besson Renaud'),
        cities: [
            {
                name: 'Paris',
                postalCode: '75011'
            },
            {
                name: 'Lyon',
                postalCode: '69003'
            },
            {
                name: 'Nantes',
                postalCode: '44000'
            },
            {
                name: 'Marseille',
                postalCode: '13006'
            }
        ],
        streets: [
            'rue des Lilas',
            'avenue de la République',
            'place du Marché',
            'quai de la Fosse',
            'impasse des Mûriers'
        ],
        streetLine: '{n} {s}'
    },
    {
        ...{
            country: 'BR',
            countryNames: [
                'Brazil',
                'Brasil',
                'BR'
            ],
            language: 'pt-BR',
            locale: 'pt-BR',
            currency: 'BRL',
            decimals: 2,
            weight: 7
        },
        given: givenNames('João Beatriz:Bia Antônio Letícia Luís Conceição Thiago Inês Vinícius Raquel Caio Mônica Francisco:Chico José:Zé Lúcia Gabriela:Gabi Eduardo:Edu'),
        family: familyNames('Almeida Gonçalves Araújo Nascimento Simões Conceição Magalhães Ribeiro Teixeira da_Silva Barroso Lima Cabral Vasconcelos Moraes Brandão Falcão'),
        cities: [
            {
                name: 'São Paulo',
                postalCode: '04538-132'
            },
            {
                name: 'Rio de Janeiro',
                postalCode: '22250-040'
            },
            {
                name: 'Belo Horizonte',
                postalCode: '30140-071'
            }
        ],
        streets: [
            'Rua das Acácias',
            'Av. Brasil',
            'Rua São Bento',
            'Alameda Santos',
            'Travessa do Ouvidor'
        ],
        streetLine: '{s}, {n}'
    },
    {
        ...{
            country: 'JP',
            countryNames: [
                'Japan',
                '日本'
            ],
            language: 'ja',
            locale: 'ja',
            currency: 'JPY',
            decimals: 0,
            weight: 5
        },
        given: givenNames('健|Ken 美咲|Misaki 大輔|Daisuke 陽子|Yoko 翔太|Shota 直樹|Naoki 由美|Yumi 恵子|Keiko 拓也|Takuya 結衣|Yui 隆|Takashi 舞|Mai'),
        family: familyNames('佐藤|Sato 鈴木|Suzuki 高橋|Takahashi 田中|Tanaka 渡辺|Watanabe 伊藤|Ito 山本|Yamamoto 中村|Nakamura 小林|Kobayashi 加藤|Kato 吉田|Yoshida 斎藤|Saito'),
        cities: [
            {
                name: '東京都渋谷区',
                postalCode: '150-0002'
            },
            {
                name: '大阪市北区',
                postalCode: '530-0001'
            }
        ],
        streets: [
            '神宮前',
            '梅田',
            '道玄坂',
            '中之島'
        ],
        streetLine: '{s}{n}番地'
    },
    {
        ...{
            country: 'CN',
            countryNames: [
                'China',
                '中国',
                'PRC'
            ],
            language: 'zh-CN',
            locale: 'zh-CN',
            currency: 'CNY',
            decimals: 2,
            weight: 4
        },
        given: givenNames('伟|Wei 芳|Fang 秀英|Xiuying 娜|Na 强|Qiang 磊|Lei 静|Jing 洋|Yang 艳|Yan 建国|Jianguo 丽华|Lihua 志明|Zhiming'),
        family: familyNames('王|Wang 李|Li 张|Zhang 刘|Liu 陈|Chen 杨|Yang 黄|Huang 赵|Zhao 吴|Wu 周|Zhou 徐|Xu 孙|Sun'),
        cities: [
            {
                name: '上海市',
                postalCode: '200031'
            },
            {
                name: '北京市',
                postalCode: '100020'
            }
        ],
        streets: [
            '淮海中路',
            '南京西路',
            '建国路',
            '人民路'
        ],
        streetLine: '{s}{n}号'
    },
    {
        ...{
            country: 'KR',
            countryNames: [
                'South Korea',
                'Korea, Republic of',
                '대한민국'
            ],
            language: 'ko',
            locale: 'ko',
            currency: 'KRW',
            decimals: 0,
            weight: 3
        },
        given: givenNames('민준|Minjun 서연|Seoyeon 지훈|Jihoon 수진|Sujin 현우|Hyunwoo 은지|Eunji 동현|Donghyun 하은|Haeun 성민|Sungmin 유진|Yujin'),
        family: familyNames('김|Kim 이|Lee 박|Park 최|Choi 정|Jung 강|Kang 조|Cho 윤|Yoon 장|Jang 임|Lim'),
        cities: [
            {
                name: '서울특별시',
                postalCode: '04524'
            },
            {
                name: '부산광역시',
                postalCode: '48058'
            }
        ],
        streets: [
            '세종대로',
            '강남대로',
            '해운대로'
        ],
        streetLine: '{s} {n}'
    },
    {
        ...{
            country: 'SE',
            countryNames: [
                'Sweden',
                'Sverige'
            ],
            language: 'sv',
            locale: 'sv',
            currency: 'SEK',
            decimals: 2,
            weight: 4
        },
        given: givenNames('Erik Åsa Göran Linnéa Björn Märta Anders Örjan Maja Håkan Kristina:Kicki Gustaf'),
        family: familyNames('Lindqvist Åberg Sjöström Nyström Bergström Öberg Håkansson Ekström Löfgren Holm Svärd Dahl'),
        cities: [
            {
                name: 'Stockholm',
                postalCode: '118 20'
            },
            {
                name: 'Göteborg',
                postalCode: '411 08'
            }
        ],
        streets: [
            'Storgatan',
            'Hornsgatan',
            'Kungsgatan',
            'Ängsvägen'
        ],
        streetLine: '{s} {n}'
    },
    {
        ...{
            country: 'PL',
            countryNames: [
                'Poland',
                'Polska'
            ],
            language: 'pl',
            locale: 'pl',
            currency: 'PLN',
            decimals: 2,
            weight: 4
        },
        given: givenNames('Małgorzata:Gosia Łukasz Agnieszka:Aga Paweł Zofia Michał Żaneta Katarzyna:Kasia Wojciech:Wojtek Jolanta'),
        family: familyNames('Wiśniewska Dąbrowski Zieliński Wójcik Kamiński Szymańska Woźniak Kozłowski Jabłońska Król Pawłowski Górska'),
        cities: [
            {
                name: 'Warszawa',
                postalCode: '00-544'
            },
            {
                name: 'Kraków',
                postalCode: '31-042'
            }
        ],
        streets: [
            'ul. Długa',
            'ul. Świętokrzyska',
            'al. Jana Pawła II',
            'ul. Polna'
        ],
        streetLine: '{s} {n}'
    },
    {
        ...{
            country: 'GH',
            countryNames: [
                'Ghana',
                'GH'
            ],
            language: 'en',
            locale: 'en-GB',
            currency: 'USD',
            decimals: 2,
            weight: 3
        },
        given: givenNames('Kwame Abena Kofi Akosua Yaw Efua Kojo Ama Emmanuel:Emma Nana Esi Samuel:Sammy'),
        family: familyNames('Mensah Owusu Boateng Asante Osei Adjei Agyeman Appiah Darko Ofori Quaye Tetteh'),
        cities: [
            {
                name: 'Accra',
                postalCode: 'GA-184-1820'
            },
            {
                name: 'Kumasi',
                postalCode: 'AK-039-5028'
            }
        ],
        streets: [
            'Oxford Street',
            'Ring Road East',
            'Independence Avenue',
            'Harper Road'
        ],
        streetLine: '{n} {s}'
    },
    {
        ...{
            country: 'IN',
            countryNames: [
                'India',
                'IN',
                'Bharat'
            ],
            language: 'en',
            locale: 'en-US',
            currency: 'INR',
            decimals: 2,
            weight: 4
        },
        given: givenNames('Aarav Priyanka Rajesh:Raj Lakshmi Arjun Deepika Vikram:Vicky Sunita Rohan Anjali Siddharth:Sid Meera'),
        family: familyNames('Sharma Iyer Reddy Banerjee Gupta Nair Chatterjee Kulkarni Desai Menon Bose Mehta'),
        cities: [
            {
                name: 'Mumbai',
                postalCode: '400050'
            },
            {
                name: 'Bengaluru',
                postalCode: '560038'
            }
        ],
        streets: [
            'MG Road',
            'Linking Road',
            '100 Feet Road',
            'Residency Road'
        ],
        streetLine: '{n}, {s}'
    }
];
